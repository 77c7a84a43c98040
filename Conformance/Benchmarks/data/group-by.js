// Grouping and counting with plain objects, Map and Object.groupBy-like reductions.

function run() {
  const events = Array.from({ length: 100000 }, (_, i) => ({
    kind: ["click", "view", "purchase", "refund"][i * 13 % 4], user: "user" + (i * 7919) % 2000, value: i % 97,
  }));
  let total = 0;
  for (let turn = 0; turn < 6; turn++) {
    const byKind = events.reduce((groups, event) => {
      (groups[event.kind] ||= []).push(event);
      return groups;
    }, {});
    for (const kind of Object.keys(byKind)) total += byKind[kind].length * kind.length;
    const byUser = {};
    for (const event of events) byUser[event.user] = (byUser[event.user] ?? 0) + event.value;
    total += Object.values(byUser).reduce((a, b) => a + b, 0);
    const index = new Map();
    for (const event of events) {
      const list = index.get(event.user);
      if (list) list.push(event.value); else index.set(event.user, [event.value]);
    }
    for (const [user, values] of index) total += user.length + values.length;
  }
  return total % 1000003;
}

check(run(), 937354);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
