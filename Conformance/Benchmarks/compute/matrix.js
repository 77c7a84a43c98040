// Products of square matrices stored as arrays of rows.

function matrix(size, cell) {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => cell(i, j)));
}

function multiply(a, b) {
  const size = a.length, result = [];
  for (let i = 0; i < size; i++) {
    const row = a[i], out = [];
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += row[k] * b[k][j];
      out.push(sum);
    }
    result.push(out);
  }
  return result;
}

let product = matrix(190, (i, j) => (i * 3 + j) % 7 - 2.5);
const factor = matrix(190, (i, j) => ((i ^ j) & 3) / 4);
product = multiply(multiply(product, factor), factor);

check(product.reduce((sum, row) => sum + row[3], 0), 483264.25);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
