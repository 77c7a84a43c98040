// Object.keys, values, entries and fromEntries over small records and one large table.

function run() {
  let total = 0;
  const record = { id: 7, width: 20, height: 30, depth: 40, label: "box", price: 9.5 };
  for (let i = 0; i < 40000; i++) {
    for (const [key, value] of Object.entries(record)) {
      if (typeof value === "number") total += value + key.length;
    }
    const doubled = Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toUpperCase(), value]));
    total += doubled.WIDTH + Object.keys(doubled).length;
    total += Object.values(record).length;
  }
  const table = {};
  for (let i = 0; i < 60000; i++) table["key" + i] = i;
  for (const key of Object.keys(table)) if (table[key] % 2) delete table[key];
  for (const [key, value] of Object.entries(table)) total += value + key.length;
  for (let i = 0; i < 60000; i++) if (Object.hasOwn(table, "key" + i)) total++;
  return Math.floor(total);
}

check(run(), 906694445);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
