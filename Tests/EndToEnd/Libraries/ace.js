// The checkers of the editor Ace, each a parser of its own: JSHint, CSSLint, an HTML 5 parser, XML,
// PHP, Lua, JSON and XQuery.
var jshint = require("ace/mode/javascript/jshint").JSHINT;
function lint(source, options, globals) {
  var ok = jshint(source, options || {}, globals || {});
  return [ok, jshint.errors.map(function (e) { return e && [e.line, e.character, e.code, e.reason]; })];
}
["var a = 1", "if (a = b) { c == null; }", "for (k in o) { f(k); }", "x = function () { return\n1; };", "switch (a) { case 1: b(); case 2: c(); }", "eval('x'); with (a) {}", "var a; var a; function f() { g(); } var g;", "'use strict'; undefinedName = 010;", "new Array(1, 2); new Object(); a['b'];", "try { } catch (e) { } debugger;", "while (true) { var f = function () { return i; }; }", "let x = 1; const y = 2; y = 3; class A { m() {} }", "a ? b : c, d; void 0; !('x' in y);", "{", "var é = '\t' + \"mixed'", "/[/]/.test(x); /a  b/; /(/", "({ a: 1, a: 2, get b() {}, });", "parseInt('08'); isNaN(NaN) == NaN;", "label: for (;;) { break other; }", "`t${1}`; (a, b) => a; [...c];", "function* g() { yield 1; } for (let x of g()) {}", "/* jshint eqeqeq: true, unused: true */ var u; if (u == 1) {}", "return 1", "a++ + ++b - -c", "arguments.callee; this.x; __proto__;"].forEach(function (source) {
  show("JSHint: " + source, function () { return [lint(source), lint(source, { esversion: 6, undef: true, unused: true, curly: true, eqeqeq: true, strict: true, maxcomplexity: 2, latedef: true, camelcase: true, indent: 4, quotmark: "double", white: true })]; });
});
show("JSHint data", function () { jshint("var a = b; function f(x, y) { return x + z; } f.unused = 1;", { unused: true, undef: true }); var d = jshint.data(); return [d.functions.map(function (f) { return [f.name, f.param, f.metrics]; }), d.globals, d.unused, d.implieds]; });
Object.keys(inputs).forEach(function (name) { show("JSHint: all of " + name, function () { var r = lint(inputs[name], { maxerr: 10000, undef: true, unused: true, esversion: 6 }); return [r[1].length, digest(JSON.stringify(r)), jshint.data().functions.length]; }); });

var css = require("ace/mode/css/csslint").CSSLint;
["a { color: red; }", "a{color:red;color:red;background:url()}", ".x.y { width: 100px; padding: 5px; } #id {}", "a:hover, b > c ~ d + e[f=\"g\"]::after { content: '\\201C'; }", "@media screen and (max-width: 10px) { a { b: c } }", "@import 'x.css'; @font-face { font-family: a; src: url(b) }", "a { margin: 0px; color: #ff; display: inline; width: 10px; -webkit-box-shadow: 0 0 1px }", "a { b", "a } b {", "* { a: b !important } ul li a { float: left }", "@keyframes k { from { top: 0 } 50% { top: 1px } }", "a { background: linear-gradient(to right, rgba(0, 0, 0, .5) 0%, hsl(120, 50%, 50%) 100%); }", "/* open", "a { filter: progid:DXImageTransform.Microsoft.gradient(startColorstr='#a', endColorstr='#b'); *zoom: 1; _h: 1 }", "a:not(.b):nth-child(2n+1) { transition: all .3s ease-in-out, color 1s; transform: rotate(45deg) }"].forEach(function (source) {
  show("CSSLint: " + source, function () { return css.verify(source).messages.map(function (m) { return [m.type, m.line, m.col, m.message, m.rule.id]; }); });
});
show("CSSLint rules", function () { return css.getRules().map(function (r) { return r.id; }).sort(); });
show("CSSLint: much", function () { var text = ""; for (var i = 0; i < 250; i++) text += ".c" + i + " > a:hover, #i" + i + " { margin: " + i + "px auto; color: #" + (100 + i) + "; background: url(x" + i + ".png) no-repeat 0 0; font: bold 12px/1.5 Arial, 'Sans', serif }\n"; var m = css.verify(text).messages; return [m.length, digest(JSON.stringify(m.map(function (x) { return [x.line, x.message]; })))]; });

var SAXParser = require("ace/mode/html/saxparser").SAXParser;
function html(source, context) {
  var parser = new SAXParser(), out = [];
  parser.contentHandler = { startDocument: function () {}, endDocument: function () {}, startElement: function (u, n, q, atts) { var list = []; for (var i = 0; i < atts.length; i++) list.push(atts[i].nodeName + "=" + atts[i].nodeValue); out.push("<" + [n].concat(list).join(" ") + ">"); }, endElement: function (u, n) { out.push("</" + n + ">"); }, characters: function (data) { out.push(data); } };
  parser.errorHandler = { error: function (text, at, code) { out.push("!" + code + "@" + at.line + ":" + at.column); } };
  if (context) parser.parseFragment(source, context); else parser.parse(source);
  return out.join("");
}
["<!DOCTYPE html><p>a<p>b &amp; &copy &notin; &#x41; &bogus;", "<table><tr><td>1<td>2<div>x</table>y", "<b><i>a</b>b</i>c", "<ul><li>1<li>2</ul></p>", "<select><option>a<option selected>b</select><script>if (a < b) '</p>'</script>", "<a href=x>1<a href='y'>2</a>", "<svg><path d=\"M0\"/><foreignObject><p>x</svg><math><mi>a", "<!-- a --><title>t</title><textarea>\n<b></textarea><style>a>b</style>", "<p/><br></br><img><input disabled value=\"&quot;\" x='1' x='2'>", "<div<span></div =x \"'<>&#0;&#xD800;", "<html lang=a><head><body class=b><frameset></frameset><form><form></form>"].forEach(function (source) { show("HTML: " + source, function () { return html(source); }); });
show("HTML: much", function () { var text = "<!DOCTYPE html><body>"; for (var i = 0; i < 200; i++) text += "<div id=d" + i + " class='a b'><p>text " + i + " &lt; <b>bold<i>both</b>it</i><ul><li>1<li>2</ul><table><tr><td>" + i + "</table></div>"; return digest(html(text)); });

var DOMParser = require("ace/mode/xml/dom-parser").DOMParser;
["<a><b c='1' d=\"&lt;2\">t<!-- x --><![CDATA[<raw>]]></b><e/></a>", "<?xml version='1.0'?><!DOCTYPE a><x:a xmlns:x='u' xmlns='v'><b x:c='d'/></x:a>", "<a><b></a>", "<a b=c d>", "<a>&unknown; & </a>", "text", "<a/><b/>"].forEach(function (source) {
  show("XML: " + source, function () {
    var errors = [], parser = new DOMParser(), note = function (kind) { return function (a, text) { errors.push(kind + ": " + text); }; };
    parser.options.errorHandler = { warning: note("warning"), error: note("error"), fatalError: note("fatal") };
    var document = parser.parseFromString(source), shape = function (n) { return n && [n.nodeName, n.namespaceURI, n.nodeValue, Array.from({ length: n.attributes ? n.attributes.length : 0 }, function (_, i) { return n.attributes.item(i).name + "=" + n.attributes.item(i).value; }), n.childNodes ? Array.from({ length: n.childNodes.length }, function (_, i) { return shape(n.childNodes.item ? n.childNodes.item(i) : n.childNodes[i]); }) : 0]; };
    return [shape(document), errors];
  });
});
var PHP = require("ace/mode/php/php").PHP;
["<?php echo 'a' . $b['c']->d(1, &$e); ?> html <?= $x ?>", "<?php class A extends B implements C { const X = 1; private static $y = [1, 2 => 'z']; function m(array $a = null, ...$r): ?int { return $this->y ?? parent::m(); } }", "<?php foreach ($a as $k => list($b, $c)): if ($x): elseif ($y): else: endif; endforeach;", "<?php $f = function () use (&$x) { yield 1; }; <<<EOT\nheredoc $a {$b->c}\nEOT;\n", "<?php if (", "<?php echo 'x' $y;", "<?php namespace A\\B; use C\\D as E; trait T { abstract function f(); } switch (1) { case 2: break; default: goto end; } end: exit;"].forEach(function (source) {
  show("PHP: " + source, function () { var tokens = PHP.Lexer(source, { short_open_tag: 1 }); return [tokens.length, function () { try { return JSON.stringify(new PHP.Parser(tokens)).length > 0; } catch (e) { return [e.line, e.message]; } }()]; });
});
var lua = require("ace/mode/lua/luaparse");
["local a, b = 1, 'x' .. #t", "function t.a.b:c(x, ...) return x and not ... or {1, y = 2, [3] = 4; 5} end", "for i = 1, 10, 2 do if i % 2 == 0 then break elseif x then else end end", "for k, v in pairs(t) do repeat local x <const> = 1 until x end", "goto done ::done:: while 0xF ~= 1e3 do end -- c", "x = [[long\nstring]] .. f{a=1} .. g'str'", "local function", "x = = 1", "return 2^3^-4 + 5 * 6 // 7 << 1"].forEach(function (source) { show("Lua: " + source, function () { return lua.parse(source, { locations: true, scope: true }); }); });
var json = require("ace/mode/json/json_parse");
["{\"a\": [1, -2.5e3, true, null, \"\\u0041\\n\"]}", "{a: 1}", "[1,]", "\"open", "[1 2]", "nul", "{\"a\": 1, \"a\": 2}"].forEach(function (source) { show("JSON: " + source, function () { try { return json(source); } catch (e) { return [e.name, e.message, e.at]; } }); });
var XQLint = require("ace/mode/xquery/xqlint").XQLint;
["1 + 2", "for $x in (1 to 10) where $x mod 2 = 0 order by $x descending return <a b=\"{$x}\">{ $x * 2 }</a>", "declare function local:f($a as xs:integer, $b) as item()* { if ($a) then local:f($a - 1, $b) else () }; local:f(3, $undeclared)", "let $x := //a[@b = 'c']/d[1]/text() return typeswitch ($x) case element() return 1 default return 2", "for $x in", "<a><b></a>", "declare variable $v := 1; try { $v } catch * { $err:code }", "import module namespace m = 'u'; m:f()"].forEach(function (source) {
  show("XQuery: " + source, function () { var l = new XQLint(source, { styleCheck: true }); return [l.getMarkers().map(function (m) { return [m.type, m.level, m.message, m.pos]; }), (function count(n) { return 1 + n.children.reduce(function (s, c) { return s + count(c); }, 0); })(l.getAST())]; });
});
