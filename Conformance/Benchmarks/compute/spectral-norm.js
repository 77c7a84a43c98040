// The largest singular value of an infinite matrix: floating-point loops over arrays.

function element(i, j) {
  return 1 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

function multiply(v, transposed) {
  const result = [];
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += (transposed ? element(j, i) : element(i, j)) * v[j];
    result.push(sum);
  }
  return result;
}

function run(size) {
  let u = new Array(size).fill(1), v = u;
  for (let i = 0; i < 6; i++) {
    v = multiply(multiply(u, false), true);
    u = multiply(multiply(v, false), true);
  }
  let uv = 0, vv = 0;
  for (let i = 0; i < size; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.sqrt(uv / vv);
}

check(run(400).toFixed(9), "1.274224081");

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
