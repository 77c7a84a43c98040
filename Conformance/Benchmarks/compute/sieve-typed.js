// The sieve of Eratosthenes on a Uint8Array, and a histogram on an Int32Array and a Float64Array.

function sieve(limit) {
  const composite = new Uint8Array(limit + 1);
  let count = 0;
  for (let i = 2; i <= limit; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i * i; j <= limit; j += i) composite[j] = 1;
  }
  return count;
}

function histogram(turns) {
  const buckets = new Int32Array(256), weights = new Float64Array(256);
  for (let i = 0; i < turns; i++) {
    const at = (i * 167) & 255;
    buckets[at] += i & 3;
    weights[at] += 0.5;
  }
  return buckets[7] + weights[9];
}

let total = 0;
for (let turn = 0; turn < 4; turn++) total += sieve(1000000 + turn);

check(total + histogram(1000000), 319852);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
