// Recursive calls with small integer arithmetic.

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

check(fib(32), 2178309);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
