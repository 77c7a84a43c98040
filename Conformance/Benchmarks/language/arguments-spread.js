// Spread calls, rest parameters, default parameters, call, apply, bind and arguments.

function sum(...numbers) {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += numbers[i];
  return total;
}
function weigh(a, b = a + 1, c = b * 2) { return a + b + c; }
function forward(...rest) { return sum(...rest, rest.length); }
function old() {
  let total = 0;
  for (let i = 0; i < arguments.length; i++) total += arguments[i];
  return total;
}

function run() {
  const list = [1, 2, 3, 4, 5];
  const receiver = { base: 3, add(x) { return this.base + x; } };
  const bound = receiver.add.bind(receiver);
  let total = 0;
  for (let i = 0; i < 120000; i++) {
    total += sum(...list) + forward(i & 3, 2, 3) + weigh(i & 7) + weigh(1, 2);
    total += Math.max(...list, i & 15) + sum.apply(null, list) + old(1, i & 1, 3) + receiver.add.call(receiver, 1) + bound(4);
    total %= 1000003;
  }
  return total;
}

check(run(), 492470);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
