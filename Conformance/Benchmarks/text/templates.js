// Building text: template literals, concatenation in loops, repeat, padStart, and reading the result.

function row(item) {
  return `<tr class="${item.id % 2 ? "odd" : "even"}"><td>${item.id}</td><td>${item.name}</td><td>${item.price}</td></tr>`;
}

function run() {
  let total = 0;
  for (let turn = 0; turn < 8; turn++) {
    let page = "<table>";
    for (let i = 0; i < 20000; i++) page += row({ id: i, name: "item" + i, price: i * 2 }) + "\n";
    page += "</table>";
    total += page.length + page.charCodeAt(page.length >> 1);
  }
  let line = "";
  for (let i = 0; i < 500000; i++) line += String.fromCharCode(97 + i % 26);
  total += line.length + line.charCodeAt(250000);
  for (let i = 0; i < 100000; i++) total += (String(i).padStart(8, "0") + "-".repeat(i & 7)).length;
  return total;
}

check(run(), 12388827);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
