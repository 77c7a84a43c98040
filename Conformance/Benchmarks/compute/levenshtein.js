// Edit distances between many words, and the longest common subsequence of two texts.

function distance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const current = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = previous[j] + (a[i] === b[j] ? 0 : 1);
      current.push(Math.min(change, previous[j + 1] + 1, current[j] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}

function commonLength(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i][j] = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
        ? table[i - 1][j - 1] + 1
        : table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
    }
  }
  return table[a.length][b.length];
}

const words = [];
for (let i = 0; i < 60; i++) words.push("prefix" + (i * 7919 % 1000) + "middle" + i * 31 + "x".repeat(i % 5));
let total = 0;
for (const a of words) for (const b of words) total += distance(a, b);
const first = words.join(""), second = words.slice().reverse().join("");

check(total + commonLength(first.slice(0, 700), second.slice(0, 700)), 25752);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
