// less: style sheets with variables, mixins, guards, functions, extension and imports to CSS.
var AbstractFileManager = require("less/environment/abstract-file-manager");
var sheets = { "theme.less": "@brand: #336699; .imported { color: @brand; } .mixin-i(@x) { width: @x; }", "plain.css": "p { a: b }" };
function Files() {}
Files.prototype = new AbstractFileManager();
Files.prototype.supports = Files.prototype.supportsSync = function () { return true; };
Files.prototype.loadFileSync = function (name) { return sheets[name] === undefined ? { error: { message: "no file " + name } } : { contents: sheets[name], filename: name }; };
Files.prototype.loadFile = function (name, folder, options, environment, callback) { var r = this.loadFileSync(name); callback(r.error, r); };
var less = require("less")(require("host"), [new Files()]);
function compile(source, options) {
  var result;
  less.render(source, Object.assign({ syncImport: true, isSync: true }, options), function (error, output) { result = error ? [error.type, error.message, error.line, error.column, error.extract] : output.css; });
  return result;
}
var sources = {
  "variables": "@a: 10px; @b: @a * 2; @@n: 1; @n: 'a'; .@{n}-c { width: @b; @{n}: ~`0`; }", "lazy": ".x { c: @v; @v: @w; @w: 9; } @w: 1;", "interpolation": "@n: foo; .@{n} #@{n}-b { @{n}-color: url('@{n}.png'); background+: a; background+: b; background+_: c }",
  "nesting": "a { &:hover { x: y } & + & { z: 1 } .b & { c: d } > e { f: g } &-suffix { h: i } @media print { j: k } }", "mixins": ".m() { a: b } .n(@x; @y: 2px) { w: @x + @y } .p { .m; .n(1px); .n(@y: 5px, @x: 1px) !important; }",
  "guards": ".m(@a) when (lightness(@a) >= 50%) { b: black } .m(@a) when (default()) { b: white } .c { .m(#ddd) } .d { .m(#222) } .e when (@mode = huge) { w: 1 } @mode: huge;", "loops": ".l(@i) when (@i > 0) { .l(@i - 1); .w-@{i} { width: (@i * 100% / 12); } } .l(12);",
  "patterns": ".m(dark, @c) { a: darken(@c, 10%) } .m(light, @c) { a: lighten(@c, 10%) } .m(@_, @c) { d: @c } .x { .m(dark, #808080) } .y { .m(other, red) }", "rest": ".m(@a, @rest...) { x: @a; y: @rest; z: @arguments } .n { .m(1, 2, 3) }",
  "colors": "@c: #3bafda; a { a: darken(@c, 20%); b: lighten(@c, 5%); c: saturate(@c, 20%); d: desaturate(@c, 20%); e: fadein(rgba(1,2,3,.5), 10%); f: fade(@c, 25%); g: spin(@c, 40); h: mix(@c, red, 30%); i: greyscale(@c); j: contrast(@c); k: hsl(90, 100%, 50%); l: hsva(90, 50%, 50%, .5); m: hue(@c) saturation(@c) lightness(@c) luma(@c) alpha(@c) red(@c); n: tint(@c, 10%) shade(@c, 10%); o: argb(@c); p: @c + #111; q: color('#fff') }",
  "blending": "a { a: multiply(#ff6600, #333); b: screen(#ff6600, #333); c: overlay(#ff6600, #333); d: softlight(#ff6600, #333); e: hardlight(#ff6600, #333); f: difference(#ff6600, #333); g: exclusion(#ff6600, #333); h: average(#ff6600, #333); i: negation(#ff6600, #333) }",
  "numbers": "a { a: 1cm + 10mm; b: 2in - 5cm; c: ceil(2.4); d: floor(2.6); e: percentage(.5); f: round(1.67, 1); g: sqrt(25cm); h: abs(-5px); i: sin(1deg); j: atan(1); k: pi(); l: pow(2, 8); m: mod(11, 6); n: min(5, 3px, 8); o: max(3px, 42px); p: convert(9s, 'ms'); q: unit(5, px); r: get-unit(5px); s: (1 + 2) * 3 / 4; t: -@x; @x: 3; u: 1e3 }",
  "strings": "a { a: e('ms:x()'); b: %('%d/%d', 1, 2); c: replace('Hi', 'H', 'W'); d: escape('a=1&b'); e: ~'raw'; f: length(1 2 3); g: extract(a b c, 2); h: 'it\\'s' }", "types": "a { a: isnumber(1) isstring('a') iscolor(red) iskeyword(a) isurl(url(a)) ispixel(1px) isem(1em) ispercentage(1%) isunit(1px, px) isruleset(@r) } @r: { b: c };",
  "extend": ".a { x: y } .b:extend(.a) { z: 1 } .c { &:extend(.a all); } .a.d { p: q } .e:extend(.f) {} @media print { .g:extend(.a) {} }", "namespaces": "#ns { .m() { c: d } @v: 1; } .x { #ns > .m(); #ns.m; }", "detached": "@d: { a: b; .n { c: d } }; .x { @d(); }", "maps": "@media (min-width: 1px) { .a { @media (max-width: 2px) { b: c } } } @supports (a: b) { .c { d: e } }",
  "imports": "@import 'theme'; @import (css) 'plain.css'; @import (reference) 'theme.less'; @import (inline) 'plain.css'; @import url(http://x.y/z.css); .q { .mixin-i(3px); c: @brand }", "directives": "@charset 'utf-8'; @font-face { font-family: x; src: url(a) } @keyframes k { from { a: b } to { c: d } } @page :first { margin: 1in } @namespace x 'y'; @-ms-viewport { width: 1 }",
  "comments": "// gone\n/* kept */ a { /* in */ b: c; // gone\n } /*! bang */", "important": ".m() { a: b } .n { .m() !important; c: d !important }", "merge": ".a { .b; } .b { c: d; .e { f: g } } .b { h: i }", "urls": "@u: 'x'; a { b: url(a/b.png); c: url('@{u}/y.png'); d: url(data:image/png;base64,AA==) }", "selectors": "a[b='c'], d::before, *|e, :not(.f):nth-child(2n+1) > g ~ h { i: j }", "operations": "@c: (1px + 5) * 2; a { b: @c; c: (@c / 4) (@c - 1); d: 10px/2 + 1 ; filter: alpha(opacity=50); g: ~\"calc(1% + @{c})\" }",
  "error: brace": "a { b: c", "error: variable": "a { b: @none }", "error: mixin": "a { .none() }", "error: unit": "a { b: (1px + 1s) }", "error: syntax": "a { b c d; } }", "error: import": "@import 'missing';", "error: recursion": "@a: @b; @b: @a; x { y: @a }", "error: function": "a { b: darken(1, 2) }", "error: guard": ".m() when (1 { }", "error: color": "a { b: #ggg + 1 }"
};
show("version", less.version);
Object.keys(sources).forEach(function (name) {
  show(name, function () { return compile(sources[name]); });
  show(name + ", compressed", function () { return compile(sources[name], { compress: true, strictMath: true, strictUnits: name === "error: unit" }); });
});
show("options", [compile("a { b: @x; c: url(d.png) }", { modifyVars: { x: "5px" }, rootpath: "http://r/" }), compile("@x: 1; a { b: @x }", { globalVars: { x: "7" }, dumpLineNumbers: "comments" })]);
show("tree", function () { var found; less.parse("@a: 1; .b { c: @a }", { syncImport: true }, function (e, root) { found = e || root.rules.map(function (r) { return r.type; }); }); return found; });
show("own function", function () { less.functions.functionRegistry.add("twice", function (n) { return new less.tree.Dimension(n.value * 2, n.unit); }); return compile("a { b: twice(4px) }"); });
show("much", function () {
  var text = "@base: 4px; @colors: red, green, blue, #abc;\n.box(@i, @c) { .b-@{i} { width: (@base * @i); color: darken(@c, (@i / 4)); &:hover { border: 1px solid fade(@c, 50%); .inner { margin: -@base auto } } @media (min-width: (@i * 10px)) { padding: @base } } }\n.loop(@i) when (@i > 0) { .box(@i, extract(@colors, (mod(@i, 4) + 1))); .loop(@i - 1); }\n.loop(60);\n";
  for (var i = 0; i < 150; i++) text += ".c" + i + " { .d" + i + "; color: mix(#" + (100 + i) + ", #fff, " + i % 100 + "%); .e & { x: y } }\n.d" + i + "() { width: " + i + "px + 3 }\n";
  return digest(compile(text));
});
