// Reads and writes through a chain of plain objects.

function walk(turns) {
  const a = { b: { c: 1, total: 0 } };
  for (let i = 0; i < turns; i++) {
    a.b.total = (a.b.total + a.b.c) & 0xfffff;
  }
  return a.b.total;
}

check(walk(5000000), 805696);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
