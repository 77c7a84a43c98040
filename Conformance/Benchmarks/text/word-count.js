// Word frequencies: case conversion, splitting on a pattern, counting, sorting, formatting.

function run() {
  const vocabulary = "the of and a to in is you that it he was for on are as with his they I at be this have from".split(" ");
  let seed = 7, text = "";
  for (let i = 0; i < 60000; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    text += vocabulary[seed % vocabulary.length] + (seed % 11 === 0 ? ". " : seed % 7 === 0 ? ", " : " ");
  }
  let total = 0;
  for (let turn = 0; turn < 12; turn++) {
    const counts = new Map();
    for (const word of text.toLowerCase().split(/[^a-z]+/)) {
      if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const ranking = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
    total += ranking.map(([word, count], i) => `${i + 1}. ${word}: ${count}`).join("\n").length + ranking[0][1];
  }
  const sentences = text.split(". ");
  const titles = sentences.map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
  total += titles.filter((title) => title.startsWith("The") || title.endsWith("is")).length;
  total += titles.map((title) => title.split(" ").reverse().join(" ")).join("").length;
  return total;
}

check(run(), 260783);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
