// Object and array patterns with defaults, rests and nesting.

function norm({ x = 0, y = 0, ...rest }) {
  return x * x + y * y + (rest.weight ?? 1);
}

function run() {
  const points = [];
  for (let i = 0; i < 1000; i++) {
    points.push(i % 3 ? { x: i, y: i + 1, weight: i & 3 } : { x: i, label: "p" + i });
  }
  let total = 0;
  for (let turn = 0; turn < 80; turn++) {
    for (const point of points) total = (total + norm(point)) % 1000003;
    for (const { x, y: other = 5 } of points) total = (total + x * other) % 1000003;
  }
  let a = 1, b = 2, c = 3;
  for (let i = 0; i < 300000; i++) {
    [a, b, c] = [b, c, (a + b) % 1009];
    const [first, , third = 7] = [a, b];
    total = (total + first + third) % 1000003;
  }
  const pairs = Object.entries({ one: 1, two: 2, three: 3 });
  for (let i = 0; i < 50000; i++) {
    for (const [key, value] of pairs) total = (total + key.length * value) % 1000003;
  }
  return total;
}

check(run(), 523824);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
