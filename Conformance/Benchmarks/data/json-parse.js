// JSON.parse of megabytes of records, and of many small documents.

function run() {
  const records = [];
  for (let i = 0; i < 20000; i++) {
    records.push({
      id: i, name: "user " + i, email: `user${i}@example.org`, score: i / 7, active: i % 2 === 0,
      tags: ["alpha", "beta", "line\nbreak"], address: { city: "Zürich", zip: 8000 + i % 100, geo: null },
    });
  }
  const text = JSON.stringify(records);
  let total = 0;
  for (let turn = 0; turn < 3; turn++) {
    const parsed = JSON.parse(text);
    total += parsed.length + parsed[turn].tags.length + parsed[turn].address.zip;
  }
  const small = JSON.stringify(records[7]);
  for (let i = 0; i < 20000; i++) total += JSON.parse(small).name.length;
  const revived = JSON.parse(JSON.stringify(records.slice(0, 1000)), (key, value) => key === "score" ? 1 : value);
  for (const record of revived) total += record.score;
  return total + text.length;
}

check(run(), 4013137);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
