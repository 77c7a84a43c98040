// Building and walking many short-lived trees: allocation and collection.

function build(depth) {
  return depth === 0 ? { left: null, right: null } : { left: build(depth - 1), right: build(depth - 1) };
}

function count(tree) {
  return tree.left === null ? 1 : 1 + count(tree.left) + count(tree.right);
}

const kept = build(14);
let total = 0;
for (let depth = 4; depth <= 14; depth += 2) {
  const trees = 1 << (14 - depth + 4);
  for (let i = 0; i < trees; i++) total += count(build(depth));
}

check(total + count(kept), 3156655);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
