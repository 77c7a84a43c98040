// Closures: creation, captured variables, and calls through them.

function makeCounter(step) {
  let count = 0;
  return {
    add: (n) => { count += n * step; },
    value: () => count,
  };
}

function compose(...functions) {
  return (x) => functions.reduce((value, f) => f(value), x);
}

function run() {
  let total = 0;
  for (let i = 0; i < 300000; i++) {
    const counter = makeCounter(i & 7);
    counter.add(1);
    counter.add(2);
    total = (total + counter.value()) % 1000003;
  }
  const pipeline = compose((x) => x + 1, (x) => x * 2, (x) => x - 3);
  for (let i = 0; i < 100000; i++) total = (total + pipeline(i)) % 1000003;
  const adders = [];
  for (let i = 0; i < 1000; i++) adders.push((x) => x + i);
  for (let turn = 0; turn < 1000; turn++) {
    for (let i = 0; i < adders.length; i++) total = adders[i](total) % 1000003;
  }
  return total;
}

check(run(), 418494);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
