// Reading text unit by unit: charCodeAt, indexing, codePointAt, a tokenizer, a hash, a palindrome test.

function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function tokens(text) {
  let count = 0, i = 0;
  while (i < text.length) {
    const c = text[i];
    if (c === " " || c === "\n") { i++; continue; }
    if (c >= "0" && c <= "9") {
      while (i < text.length && text[i] >= "0" && text[i] <= "9") i++;
    } else if (/[a-z]/.test(c)) {
      while (i < text.length && text.charAt(i) >= "a" && text.charAt(i) <= "z") i++;
    } else {
      i++;
    }
    count++;
  }
  return count;
}

function isPalindrome(text) {
  for (let i = 0, j = text.length - 1; i < j; i++, j--) if (text[i] !== text[j]) return false;
  return true;
}

function run() {
  const source = "let total = 12345 + other * (value - 67);\n".repeat(2500);
  let total = 0;
  for (let turn = 0; turn < 30; turn++) total = (total + hash(source)) % 1000003;
  total += tokens(source) * 3;
  const counts = {};
  for (const c of source) counts[c] = (counts[c] || 0) + 1;
  total += counts.t;
  for (let i = 0; i < 100000; i++) if (isPalindrome(i + "abccba" + i)) total++;
  return total;
}

check(run(), 412261);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
