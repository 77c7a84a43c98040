// marked: Markdown to HTML, with its tokens, options and extensions.
var cases = {
  "headings": "# One\n## Two #\nSetext\n===\nSub\n---\n####### seven\n#no",
  "emphasis": "*a* _b_ **c** __d__ ***e*** *f **g** h* snake_case_word 2 * 3 * 4 **bold*it*",
  "code": "`a` ``b`c`` `` ` ``\n\n    indented\n    code\n\n```js title\nlet x = `<b>`;\n```\n\n~~~\ntilde\n~~~",
  "lists": "- a\n- b\n  - c\n    1. d\n    2. e\n- f\n\n\n* loose\n\n* items\n\n3. three\n4. four\n\n- [ ] todo\n- [x] done",
  "links": "[a](http://x.y \"t\") [b][ref] [ref] [c]: no\n<http://auto.link> <me@example.com> ![img](/i.png 'alt \"q\"')\nhttp://bare.link/path?q=1&r=2. www.example.com\n\n[ref]: <http://r.e> 'Title'",
  "quotes": "> one\n> two\nlazy\n>\n> > nested\n\n> - list\n>   in quote",
  "tables": "| a | b |\n|:--|--:|\n| 1 | `x|y` |\n| **c** | d \\| e |\n\na|b\n-|-\n1|2|3\n\nnot | table",
  "html": "<div class=\"x\">\n*raw*\n</div>\n\ninline <b>bold</b> <!-- comment --> &copy; &#35; & < >\n\n<script>\nvar a = 1 < 2;\n</script>",
  "breaks": "line one  \nline two\\\nline three\nsame\n\n***\n---\n_ _ _",
  "escapes": "\\*not\\* \\[x\\] \\\\ \\a 1\\. \\# \\`",
  "strike": "~~gone~~ ~one~ a~~b~~c",
  "unicode": "# Überschrift ☃\n\n**日本**語 *é*à — “quotes” 'single' \"double\" ... --- --",
  "references": "[x]: /one\n[X]: /two\n[foo\nbar]: /three\n\n[x] [Foo bar] [none] [a\\]b](c)",
  "deep": new Array(30).join("> ") + "end\n\n" + Array.from({ length: 12 }, function (_, i) { return new Array(i + 1).join("  ") + "- l" + i; }).join("\n")
};
Object.keys(cases).forEach(function (name) {
  show(name, function () { return marked.parse(cases[name]); });
  show(name + " with options", function () { return marked.parse(cases[name], { breaks: true, smartypants: true, headerIds: false, mangle: false, xhtml: true, pedantic: name === "lists", silent: true }); });
  show(name + " tokens", function () { return marked.lexer(cases[name]); });
});
show("inline", function () { return marked.parseInline("*a* [b](c) `d`"); });
show("options", function () { return [marked.parse("a\nb", { gfm: false }), marked.parse("# a b! c\n# a b c", { headerPrefix: "p-" }), marked.parse("[a](b)", { baseUrl: "http://x.y/z/" }), marked.parse("<b>&</b>", { sanitize: true, silent: true })]; });
show("renderer", function () {
  var renderer = new marked.Renderer();
  renderer.heading = function (text, level, raw, slugger) { return "[" + level + ":" + slugger.slug(raw) + ":" + text + "]"; };
  renderer.code = function (code, lang) { return "<" + lang + ":" + code.length + ">"; };
  renderer.image = function (href, title, text) { return "{" + [href, title, text].join() + "}"; };
  return marked.parse("# A *b*\n# A *b*\n```c\nint x;\n```\n![a](b \"c\")", { renderer: renderer });
});
show("extension", function () {
  marked.use({ extensions: [{ name: "mark", level: "inline", start: function (s) { return s.indexOf("=="); }, tokenizer: function (s) { var m = /^==([^=]+)==/.exec(s); return m && { type: "mark", raw: m[0], text: m[1] }; }, renderer: function (t) { return "<mark>" + t.text + "</mark>"; } }], walkTokens: function (t) { if (t.type === "heading") t.depth++; } });
  return marked.parse("# up\n\na ==b c== d");
});
show("errors", function () { return [function () { return marked.parse(null); }, function () { return marked.parse(5); }].map(function (f) { try { return f(); } catch (e) { return e.message; } }); });
show("slugger", function () { var s = new marked.Slugger(); return ["Hello World", "hello-world", "<b>x</b> y!", "Überø 日本"].map(function (t) { return s.slug(t); }); });
show("backtracking", function () { return [marked.parse("[".repeat ? new Array(200).join("[") + "x" : ""), marked.parse(new Array(300).join("*a ")), marked.parse(new Array(60).join("`a``"))].map(digest); });
show("a long text", function () {
  var all = Object.keys(cases).map(function (n) { return cases[n]; }).join("\n\n"), text = "";
  for (var i = 0; i < 40; i++) text += all.replace(/One|line/g, "n" + i) + "\n\n";
  return [text.length, digest(marked.parse(text))];
});
