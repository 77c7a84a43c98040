// CSV-like text: split into lines and fields, trim, convert, join again.

function run() {
  const lines = [];
  for (let i = 0; i < 20000; i++) lines.push(`${i}, name ${i % 100} ,${i * 1.5},${i % 2 ? "yes" : "no"},field with some text`);
  const text = lines.join("\n");
  let total = 0;
  for (let turn = 0; turn < 4; turn++) {
    const rows = text.split("\n").map((line) => line.split(",").map((field) => field.trim()));
    for (const row of rows) total += Number(row[2]) + row[1].length + (row[3] === "yes" ? 1 : 0);
    const output = rows.map((row) => row.join(";")).join("\n");
    total += output.length;
  }
  total += text.split("").length + text.split(/,\s*/).length;
  return total;
}

check(run(), 1205099406);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
