// Runs scripts in order in one realm, as `jsexec run` does: no modules, only the given names in the global object.
// usage: node.js NAMES FILE...      (NAMES: a JSON array)
const { readFileSync, writeFileSync } = require("fs");
const { runInThisContext } = require("vm");
const [names, ...files] = process.argv.slice(2);
const kept = new Set(JSON.parse(names));
const lines = [];
const { exit } = process;

globalThis.print = (...values) => { lines.push(values.join(" ") + "\n"); };
console.log = print;
for (const name of Object.getOwnPropertyNames(globalThis)) if (!kept.has(name)) delete globalThis[name];
let status = 0;
try {
  for (const file of files) runInThisContext(readFileSync(file, "utf8"), { filename: file });
} catch (error) {
  lines.push(`Uncaught ${error}\n`);
  status = 1;
}
writeFileSync(1, lines.join(""));
exit(status);
