// Call sites and property reads that see eight kinds of objects.

const kinds = [
  class Literal { constructor(n) { this.value = n; } evaluate() { return this.value; } },
  class Sum { constructor(n) { this.left = n; this.right = n + 1; this.value = 1; } evaluate() { return this.left + this.right; } },
  class Product { constructor(n) { this.a = n; this.b = 3; this.value = 2; } evaluate() { return this.a * this.b; } },
  class Negation { constructor(n) { this.inner = n; this.value = 3; } evaluate() { return -this.inner; } },
  class Choice { constructor(n) { this.test = n & 1; this.value = n; } evaluate() { return this.test ? 1 : this.value; } },
  class Pair { constructor(n) { this.first = n; this.second = n; this.third = n; this.value = 4; } evaluate() { return this.third; } },
  class Constant { constructor() { this.name = "c"; this.value = 5; } evaluate() { return 42; } },
  class Shift { constructor(n) { this.bits = n & 3; this.value = n; this.kind = "s"; } evaluate() { return this.value << this.bits; } },
];

function run() {
  const nodes = [];
  for (let i = 0; i < 1000; i++) nodes.push(new kinds[i * 7 % 8](i));
  let total = 0;
  for (let turn = 0; turn < 3000; turn++) {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      total = (total + node.evaluate() + node.value) % 1000003;
    }
  }
  return total;
}

check(run(), 118193);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
