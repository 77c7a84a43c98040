// replace and replaceAll with texts, patterns and functions; escaping and slugs.

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function slug(title) {
  return title.toLowerCase().trim().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

function run() {
  let total = 0;
  const markup = `<a href="x">Tom & "Jerry"</a> plain text that needs no escaping at all `.repeat(300);
  for (let turn = 0; turn < 15; turn++) {
    total += markup.replace(/[&<>"]/g, (c) => escapes[c]).length;
    total += markup.replaceAll("plain", "simple").replaceAll(" ", "_").length;
    total += markup.replace(/(\w+) (\w+)/g, "$2 $1").length;
  }
  for (let i = 0; i < 60000; i++) total += slug("  Some Title, with: Punctuation & number " + i + "! ").length;
  for (let i = 0; i < 60000; i++) total += "fooBarBazQux".replace(/[A-Z]/g, (c) => "_" + c.toLowerCase()).length;
  for (let i = 0; i < 100000; i++) total += "hello world".replace("world", "there").length;
  return total;
}

check(run(), 5513890);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
