// Immutable updates: object and array spread, Object.assign, rest patterns.

function reducer(state, action) {
  switch (action.type) {
    case "add": return { ...state, items: [...state.items.slice(-20), action.item], count: state.count + 1 };
    case "rename": return { ...state, name: action.name };
    default: {
      const { removed, ...rest } = state;
      return { ...rest, removed: (removed ?? 0) + 1 };
    }
  }
}

function run() {
  let state = { name: "start", items: [], count: 0, settings: { dark: true, size: 3 } };
  for (let i = 0; i < 100000; i++) {
    const kind = i % 3;
    state = reducer(state, kind === 0 ? { type: "add", item: i } : kind === 1 ? { type: "rename", name: "n" + i } : { type: "remove" });
  }
  let total = state.items.reduce((a, b) => a + b, 0) + state.count + state.removed;
  const defaults = { host: "localhost", port: 80, secure: false, retries: 3 };
  for (let i = 0; i < 100000; i++) {
    const options = Object.assign({}, defaults, { port: i & 1023 });
    const merged = { ...options, tags: [...["a", "b"], "c"], id: i };
    total += merged.port + merged.tags.length + merged.retries;
  }
  return total;
}

check(run(), 53797744);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
