// A small line-based Markdown to HTML converter: many short patterns on many short texts.

function inline(text) {
  return text
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>")
    .replace(/`([^`]+)`/g, (_, code) => `<code>${code}</code>`)
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
}

function convert(source) {
  const output = [];
  let list = false;
  for (const line of source.split("\n")) {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^[-*]\s+(.*)$/.exec(line);
    if (list && !item) { output.push("</ul>"); list = false; }
    if (heading) {
      output.push(`<h${heading[1].length}>${inline(heading[2])}</h${heading[1].length}>`);
    } else if (item) {
      if (!list) { output.push("<ul>"); list = true; }
      output.push(`<li>${inline(item[1])}</li>`);
    } else if (line.trim()) {
      output.push(`<p>${inline(line)}</p>`);
    }
  }
  return output.join("\n");
}

function run() {
  const source = [
    "# Title of *this* document", "", "Some **bold** text with `code` and a [link](https://example.org/page).", "",
    "- first item", "- second **item** here", "- third `item`", "", "## Another heading", "A plain paragraph without any marks in it at all.",
  ].join("\n").repeat(1500);
  let total = 0;
  for (let turn = 0; turn < 3; turn++) total += convert(source).length;
  return total;
}

check(run(), 1507521);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
