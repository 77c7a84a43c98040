// js-yaml: documents to values and back, with errors that point at the place.
var next = random(3);
function tree(depth) {
  var kind = Math.floor(next() * (depth > 0 ? 9 : 7));
  switch (kind) {
    case 0: return Math.floor(next() * 1e6) - 5e5;
    case 1: return next() * 100;
    case 2: return next() < 0.5;
    case 3: return null;
    case 4: return ["yes", "null", "1e3", "0x1F", "- dash", "a: b", "#no", "multi\nline\ntext\n", "trailing ", "'quoted'", "\"double\"", "ünïcödé ☃", "", "~", "2001-12-14", "\t", "&anchor", "*alias", "!tag", "%", "@at", "`tick"][Math.floor(next() * 22)];
    case 5: return new Array(20 + Math.floor(next() * 120)).join("word ").trim();
    case 6: return new Date(Math.floor(next() * 1e12));
    case 7: return Array.from({ length: Math.floor(next() * 6) }, function () { return tree(depth - 1); });
  }
  var object = {};
  for (var i = 0; i < 6; i++) object["key" + Math.floor(next() * 50) + (i === 3 ? ": odd" : "")] = tree(depth - 1);
  return object;
}
var load = function (text, options) { return function () { return jsyaml.load(text, options); }; };

show("scalars", load("- 12\n- 0o14\n- 014\n- 0x1F\n- 0b11\n- 190:20:30\n- 1_000\n- +.inf\n- -.INF\n- .NaN\n- 1e3\n- 1.5e-3\n- 685_230.15\n- ~\n- null\n-\n- true\n- No\n- 'no'\n- 2001-12-14t21:59:43.10-05:00\n- 2001-12-14\n- =\n- <<\n- -0\n- 1."));
show("strings", load("plain: a b  c\nsingle: 'it''s'\ndouble: \"tab\\t \\u263A \\x41 \\U0001F600 \\\n   joined\"\nmulti: first\n  second\n\n  third\n"));
["|", ">", "|-", ">-", "|+", ">+", "|2", ">1-"].forEach(function (style) { show("block " + style, load("a: " + style + "\n   one\n    two\n\n   three\n\n\nb: x\n")); });
show("collections", load("seq:\n- a\n- - b\n  - c\n- {x: 1, y: [2, 3], \"z\": }\nmap: {a, b: c, ? d : e}\nnested:\n  deep:\n    deeper: [1, [2, {k: v}]]\n"));
show("anchors", load("base: &base {a: 1, b: &list [1, 2]}\nuse: *base\nlist: *list\nmerged:\n  <<: *base\n  b: 3\n  <<: [{c: 4}, {d: 5}]\n"));
show("alias is the same object", function () { var o = jsyaml.load("a: &x {n: 1}\nb: *x"); return o.a === o.b; });
show("recursive", load("&a\n- *a\n- 1"));
show("tags", load("!!map {s: !!str 12, i: !!int '3', f: !!float 1, b: !!bool true, n: !!null '', set: !!set {a, b}, omap: !!omap [a: 1, b: 2], pairs: !!pairs [a: 1, a: 2], bin: !!binary aGVsbG8gd29ybGQ=, t: !!timestamp 2001-12-15}"));
show("javascript types", load("[!!js/regexp /a+b/gim, !!js/undefined '']"));
show("complex keys", load("? [a, b]\n: list\n? {x: 1}\n: map\n? |\n  block\n: text"));
show("documents", function () { return jsyaml.loadAll("--- 1\n---\na: b\n...\n%YAML 1.2\n---\n- x\n"); });
show("directive", load("%TAG !e! tag:example.com,2000:\n---\n[!e!foo bar]"));
show("comments", load("# head\na: 1 # one\n# between\nb: 'x # not'\nc: x#y\n"));
["a: b: c", "a: [1, 2", "a: {b", "- a\n b", "\ta: 1", "a: 'open", "a: *none", "&a &b c", "a: 1\na: 2", "!!int x", "@x", "%FOO\n---\n", "a: |5\n b", "[a, b]: {c: d", "--- a\n--- b", "\"\\xZZ\"", "- !!js/function 'function () {}'", "key: - x", "a:\n  - b\n c: d", "\u0000"].forEach(function (text) { show("error in " + JSON.stringify(text), load(text)); });
show("safeLoad refuses", function () { return jsyaml.safeLoad("!!js/regexp /a/"); });
show("schemas", function () { return [jsyaml.load("[1, true, ~, 2001-01-01]", { schema: jsyaml.FAILSAFE_SCHEMA }), jsyaml.load("[1, true, ~, 2001-01-01]", { schema: jsyaml.JSON_SCHEMA }), jsyaml.load("[0o7, yes, ~]", { schema: jsyaml.CORE_SCHEMA })]; });
show("own type", function () {
  var Point = new jsyaml.Type("!point", { kind: "sequence", resolve: function (d) { return d !== null && d.length === 2; }, construct: function (d) { return { px: d[0], py: d[1] }; }, instanceOf: Object, represent: function (p) { return [p.px, p.py]; }, predicate: function (o) { return "px" in o; } });
  var schema = jsyaml.Schema.create([Point]);
  var value = jsyaml.load("- !point [1, 2]\n- a: !point [3, 4]", { schema: schema });
  return [value, jsyaml.dump(value, { schema: schema })];
});
show("warnings", function () { var warned = []; jsyaml.load("%YAML 1.9\n---\na", { onWarning: function (w) { warned.push(w.message); } }); return warned; });
show("listener", function () { var n = 0; jsyaml.load("a: [1, 2]\nb: {c: d}", { listener: function () { n++; } }); return n; });
show("json: true", load("a: 1\na: 2", { json: true }));
show("dump", function () { return jsyaml.dump({ a: [1, "two", null, true, [], {}, [[1, [2]]]], "b c": { d: "x: y", e: "multi\nline\n", f: "long " + new Array(40).join("text ") }, n: -0, i: Infinity, q: NaN, d: new Date(0), s: "1", y: "yes" }); });
show("dump options", function () { return ["indent", "flowLevel", "sortKeys", "lineWidth", "noRefs", "condenseFlow", "skipInvalid"].map(function (name) { var o = {}; o[name] = { indent: 4, flowLevel: 1, sortKeys: true, lineWidth: 20, noRefs: true, condenseFlow: true, skipInvalid: true }[name]; var shared = { z: 1, a: "several words that are folded" }; return jsyaml.safeDump({ second: [shared, shared], first: { b: [1, 2] }, f: name === "skipInvalid" ? undefined : 0 }, o); }); });
show("dump refs", function () { var o = { x: [1] }; o.self = o; o.again = o.x; return jsyaml.dump(o); });
show("dump styles", function () { return jsyaml.dump([255, null, true, 1.5], { styles: { "!!int": "hexadecimal", "!!null": "uppercase", "!!bool": "camelcase" } }); });
show("dump refuses", function () { return jsyaml.safeDump({ f: function () {} }); });
show("binary", function () { return jsyaml.dump({ bin: new Uint8Array([104, 105]) }); });
show("many trees", function () {
  var text = "", equal = 0;
  for (var i = 0; i < 150; i++) {
    var value = { root: tree(5) }, out = jsyaml.dump(value);
    text += out;
    if (describe(jsyaml.load(out), []) === describe(value, [])) equal++;
  }
  return [equal, digest(text)];
});
show("a long document", function () {
  var lines = [];
  for (var i = 0; i < 4000; i++) lines.push("item" + i + ":\n  id: " + i + "\n  name: 'name " + i + "'\n  tags: [a, b" + i + "]\n  note: >-\n    some\n    text " + i);
  var value = jsyaml.load(lines.join("\n"));
  return [Object.keys(value).length, value.item3999, digest(JSON.stringify(value))];
});
