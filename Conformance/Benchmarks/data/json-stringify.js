// JSON.stringify of megabytes of records, indented output, and many small documents.

function run() {
  const records = [];
  for (let i = 0; i < 20000; i++) {
    records.push({
      id: i, name: "user " + i, note: "a \"quoted\" text\twith control characters", score: i / 8, active: i % 2 === 0,
      tags: ["alpha", "beta"], address: { city: "Zürich", zip: 8000 + i % 100, geo: null }, skipped: undefined,
    });
  }
  let total = 0;
  for (let turn = 0; turn < 3; turn++) total += JSON.stringify(records).length;
  total += JSON.stringify(records, null, 2).length;
  total += JSON.stringify(records, ["id", "name"]).length;
  for (let i = 0; i < 20000; i++) total += JSON.stringify(records[i]).length;
  return total;
}

check(run(), 21332286);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
