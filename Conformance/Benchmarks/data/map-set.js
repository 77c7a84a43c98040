// Map and Set: insertion, lookup, deletion and iteration with number, string and object keys.

function run() {
  let total = 0;
  const numbers = new Map();
  for (let i = 0; i < 200000; i++) numbers.set(i * 3 % 200003, i);
  for (let i = 0; i < 400000; i++) total = (total + (numbers.get(i % 200003) ?? 1)) % 1000003;
  const words = new Set();
  for (let i = 0; i < 100000; i++) words.add("word" + i % 30000);
  for (let i = 0; i < 100000; i++) if (words.has("word" + i)) total++;
  const objects = Array.from({ length: 50000 }, (_, id) => ({ id }));
  const weights = new Map(objects.map((object) => [object, object.id & 7]));
  for (const object of objects) total += weights.get(object);
  for (let i = 0; i < 200000; i += 2) numbers.delete(i);
  for (const [key, value] of numbers) total = (total + key + value) % 1000003;
  const recent = new Map();
  for (let i = 0; i < 150000; i++) {
    const key = (i * i) % 1009;
    if (recent.delete(key)) total++;
    recent.set(key, i);
    if (recent.size > 100) recent.delete(recent.keys().next().value);
  }
  return total + words.size + recent.size;
}

check(run(), 784664);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
