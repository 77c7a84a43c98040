// for-of over arrays, strings, maps and sets; for-in over objects; array iteration methods.

function run() {
  const numbers = Array.from({ length: 1000 }, (_, i) => i);
  const text = "the quick brown fox jumps over the lazy dog";
  const map = new Map(numbers.map((n) => [n, n * 2]));
  const set = new Set(numbers);
  const record = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
  let total = 0;
  for (let turn = 0; turn < 400; turn++) {
    for (const n of numbers) total += n;
    for (const [i, n] of numbers.entries()) total += i ^ n;
    for (const c of text) total += c === "o" ? 1 : 0;
    for (const [key, value] of map) total += value - key;
    for (const n of set) total += n;
    for (let i = 0; i < 20; i++) for (const key in record) total += record[key];
    numbers.forEach((n, i) => { total += n - i; });
    map.forEach((value, key) => { total += value - key; });
    total %= 1000003;
  }
  return total;
}

check(run(), 367203);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
