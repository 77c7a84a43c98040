// A counting loop with integer arithmetic on local variables.

function count(turns) {
  let sum = 0;
  for (let i = 0; i < turns; i++) {
    sum = (sum + i * 3) & 0xffffff;
  }
  return sum;
}

check(count(10000000), 13794880);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
