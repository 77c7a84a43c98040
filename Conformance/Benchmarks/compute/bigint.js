// BigInt: factorials, powers modulo a prime, digits of pi.

function factorial(n) {
  let product = 1n;
  for (let i = 2n; i <= n; i++) product *= i;
  return product;
}

function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = result * base % modulus;
    base = base * base % modulus;
  }
  return result;
}

function pi(digits) {
  let q = 1n, r = 0n, t = 1n, k = 1n, n = 3n, l = 3n, text = "";
  while (text.length < digits) {
    if (4n * q + r - t < n * t) {
      text += n;
      const next = 10n * (r - n * t);
      n = 10n * (3n * q + r) / t - 10n * n;
      q *= 10n;
      r = next;
    } else {
      const next = (2n * q + r) * l;
      n = (q * (7n * k) + 2n + r * l) / (t * l);
      q *= k;
      t *= l;
      l += 2n;
      k += 1n;
      r = next;
    }
  }
  return text;
}

const prime = (1n << 127n) - 1n;
let total = 0n;
for (let i = 0n; i < 600n; i++) total += power(3n + i, prime - 2n - i, prime) & 0xffffn;

check(`${total} ${factorial(1200n).toString().length} ${pi(700).slice(-6)}`, "19563955 3176 258923");

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
