// Searching text: indexOf, lastIndexOf, includes, slice, substring, startsWith, case folding, comparison.

function run() {
  const paragraph = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. ";
  const text = paragraph.repeat(2000) + "needle in the haystack" + paragraph.repeat(100);
  let total = 0;
  for (let turn = 0; turn < 20; turn++) {
    total += text.indexOf("needle") + text.lastIndexOf("haystack") + (text.includes("absent words") ? 1 : 0);
    for (let at = text.indexOf("elit"); at !== -1; at = text.indexOf("elit", at + 1)) total++;
  }
  for (let i = 0; i < 700000; i++) {
    const start = i % 5000;
    const piece = text.slice(start, start + 12);
    if (piece.startsWith("L") || piece.endsWith("r")) total++;
    if (piece.substring(2, 5) === "rem") total += 2;
    if (piece < "dolor") total += 3;
  }
  for (let i = 0; i < 30; i++) total += text.toUpperCase().length;
  return total;
}

check(run(), 15206380);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
