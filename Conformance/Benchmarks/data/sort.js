// Sorting: objects by several keys, numbers, strings, and the default order.

function random(seed) {
  return () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
}

function run() {
  const next = random(42);
  const people = Array.from({ length: 50000 }, (_, i) => ({ id: i, age: next() % 90, name: "n" + next() % 5000 }));
  const numbers = Array.from({ length: 100000 }, () => next());
  let total = 0;
  const sorted = [...people].sort((a, b) => a.age - b.age || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (let i = 0; i < sorted.length; i += 100) total = (total * 31 + sorted[i].id) % 1000003;
  const ascending = numbers.slice().sort((a, b) => a - b);
  for (let i = 0; i < ascending.length; i += 100) total = (total * 31 + ascending[i]) % 1000003;
  const names = people.map((person) => person.name).sort();
  for (let i = 0; i < names.length; i += 100) total = (total * 31 + names[i].length) % 1000003;
  const byText = numbers.slice(0, 20000).sort();
  for (let i = 0; i < byText.length; i += 100) total = (total * 31 + byText[i]) % 1000003;
  const descending = ascending.toSorted((a, b) => b - a).reverse();
  return total + descending[5] % 1000;
}

check(run(), 421976);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
