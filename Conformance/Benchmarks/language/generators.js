// Generators and iterators: lazy pipelines, delegation, early return.

function* range(start, end) {
  for (let i = start; i < end; i++) yield i;
}
function* map(source, f) {
  for (const value of source) yield f(value);
}
function* filter(source, predicate) {
  for (const value of source) if (predicate(value)) yield value;
}
function* take(source, count) {
  if (count <= 0) return;
  for (const value of source) {
    yield value;
    if (--count <= 0) return;
  }
}
function* tree(depth) {
  if (depth === 0) { yield 1; return; }
  yield* tree(depth - 1);
  yield depth;
  yield* tree(depth - 1);
}

function run() {
  let total = 0;
  for (const value of take(filter(map(range(0, 1000000), (x) => x * 7), (x) => x % 3 === 0), 120000)) {
    total = (total + value) % 1000003;
  }
  for (const value of tree(13)) total = (total + value) % 1000003;
  for (let i = 0; i < 20000; i++) {
    const [first, second] = range(i, i + 10);
    total = (total + first * second) % 1000003;
  }
  return total;
}

check(run(), 970993);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
