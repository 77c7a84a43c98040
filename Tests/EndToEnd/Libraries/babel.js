// Babel: each construct of newer JavaScript to ES5, JSX, other presets, errors, trees, and another library.
var sources = {
  "classes": "class A extends B { constructor(x) { super(x); this.x = x; } static s() { return super.s(); } get g() { return 1; } set g(v) {} ['c' + 1]() {} *gen() { yield* [1]; } } export default A; const C = class D {};",
  "arrows": "const f = (a, b = 2, ...c) => ({ a, b, c }); const g = x => { return this.y + arguments.length; };",
  "destructuring": "const { a, b: { c = 3 }, ...r } = o; const [d, , e = 4, ...f] = list; ({ x: y.z, [k]: w } = v); for (const [p, q] of m) p(q); function h({ s, t } = {}, [u]) {}",
  "templates": "`a${b}c${`d${e}`}`; tag`x\\n${1}y`; String.raw`\\n`;",
  "loops": "for (let i = 0; i < 3; i++) { fs.push(() => i); if (i) continue; else break; } for (const x of xs) { setTimeout(() => x); } outer: for (let a in b) { for (let c of d) { continue outer; () => a + c; } }",
  "generators": "function* g(x) { try { const y = yield x; while (y) { yield* inner(y); if (x) return 5; } } catch (e) { yield e; } finally { done(); } } ",
  "async": "async function f(a) { for (const x of await a) { await x.y(await z); } return await Promise.all([]); } const g = async () => { try { await f(); } catch (e) {} }; class A { async m() { await super.m(); } }",
  "modules": "import a, { b as c } from 'd'; import * as e from 'f'; export { c as g, e }; export * from 'h'; export const i = a + c; export default function () {} ",
  "symbols": "typeof x === 'symbol'; a instanceof B; ({ [Symbol.iterator]() {} }); ({ __proto__: p, 'm'() {}, async, get });",
  "literals": "0b101 + 0o17; /a.b/u; /x/y; '\\u{1F600}'; let \\u0061bc = 1; a ** b; c **= d;",
  "spread": "f(...a, b, ...c); new F(...a); [...a, 1, ...b]; o.m(...x); ({ ...a, b, ...c });",
  "scoping": "let a = 1; { let a = 2; { const a = 3; f(a); } } function g() { if (x) { let y = 1; return () => y; } let y = 2; return y; } switch (z) { case 1: let w; }",
  "jsx": "const x = <div a='1' b={c} {...d} data-e=\"&amp;é\">text {f} <g.h/> {/* no */}\n  more\n</div>;",
  "flow": "type T = { a: number, b?: string }; function f<X>(a: X, b: ?T): Array<X> { return (a: any); } import type { Z } from 'z'; export type { Z };",
  "properties": "class A { x = 1; static y = () => this; bound = () => this.x; } @dec class B { @d m() {} }",
  "sloppy": "var yield_ = 1; function f() { return this === arguments.callee; } label: { break label; } with_ = 010 || '\\01';"
};
var presets = ["es2015", "es2016", "es2017", "react", "stage-0"];
function plugins(name) { return name === "properties" ? ["transform-decorators-legacy", "transform-class-properties"] : name === "flow" ? ["syntax-flow", "transform-flow-strip-types"] : []; }

show("version", Babel.version);
show("available", function () { return [Object.keys(Babel.availablePresets), Object.keys(Babel.availablePlugins).length]; });
Object.keys(sources).forEach(function (name) {
  show(name, function () { return Babel.transform(sources[name], { presets: name === "sloppy" ? [] : presets, plugins: plugins(name), parserOpts: name === "sloppy" ? { sourceType: "script" } : {}, babelrc: false }).code; });
  show(name + " with its map", function () { var r = Babel.transform(sources[name], { presets: name === "sloppy" ? ["stage-0"] : ["react", "stage-0"], plugins: plugins(name), sourceMaps: true, compact: true, parserOpts: name === "sloppy" ? { sourceType: "script" } : {} }); return [r.code, r.map.mappings, r.map.names]; });
});
["let x = ;", "class { }", "a b", "let a; let a;", "const c = 1; c = 2;", "for (let x of) {}", "`${", "'open", "/re", "import x from y", "return 1;;}", "function f(a, a) { 'use strict'; }", "<a></b>", "({ a, b: c = 1 } = 1) => {}", "new.target", "await x", "var 1a", "0b12", "\\u{110000}", "super()", "yield: 1; (function* () { yield: 1 })"].forEach(function (source) { show("error in " + source, function () { try { return Babel.transform(source, { presets: presets }).code; } catch (e) { return [e.name, e.message, e.pos, e.loc, e.codeFrame]; } }); });
show("module formats", function () { return ["commonjs", "amd", "umd", "systemjs"].map(function (kind) { return Babel.transform(sources.modules, { presets: [], plugins: ["transform-es2015-modules-" + kind], moduleId: "m" }).code; }); });
show("loose", function () { return Babel.transform(sources.classes + sources.spread.replace(/\(\{ \.\.\..*/, "") + sources.templates, { presets: [["es2015", { loose: true, modules: false }]] }).code; });
show("minified", function () { return Babel.transform(sources.generators + sources.loops, { presets: [], minified: true, comments: false }).code; });
show("tree", function () { var counts = {}; JSON.stringify(Babel.transform(sources.destructuring, { presets: ["stage-0"], code: false }).ast, function (key, value) { if (value && value.type && key !== "tokens") { var t = value.type.label || value.type; counts[t] = (counts[t] || 0) + 1; } return /^(tokens|_.*|parent.*)$/.test(key) ? undefined : value; }); return counts; });
show("plugin", function () {
  Babel.registerPlugin("rename", function (babel) { var t = babel.types; return { visitor: { Identifier: function (path) { if (path.node.name === "before") path.node.name = "after"; }, BinaryExpression: function (path) { if (path.node.operator === "+" && t.isNumericLiteral(path.node.left) && t.isNumericLiteral(path.node.right)) path.replaceWith(t.numericLiteral(path.node.left.value + path.node.right.value)); }, StringLiteral: function (path, state) { path.node.value += state.opts.suffix || ""; } } }; });
  return Babel.transform("before(1 + 2 + x, 'y', 3 + 4 + 5); let o = { before };", { plugins: [["rename", { suffix: "!" }]] }).code;
});
show("scope of a plugin", function () { var names = []; Babel.transform("let a; function f(b) { var c; { let d; } return (e) => a + b + e + g; }", { plugins: [function () { return { visitor: { Scopable: function (path) { names.push([path.type, Object.keys(path.scope.bindings), Object.keys(path.scope.globals || {})]); } } }; }] }); return names; });
show("options", function () { return [Babel.transform("// keep\n/* drop */ a;", { shouldPrintComment: function (c) { return /keep/.test(c); } }).code, Babel.transform("'x'; \"y\"; `z`", { generatorOpts: { quotes: "single" }, presets: ["es2015"] }).code, Babel.transform("a;", { presets: [], auxiliaryCommentBefore: "b", plugins: ["transform-strict-mode"] }).code]; });
Object.keys(inputs).forEach(function (name) { show("all of " + name, function () { var r = Babel.transform(inputs[name], { presets: ["es2015"], compact: false, parserOpts: { sourceType: "script" } }); return digest(r.code); }); });
show("all sources at once", function () { return digest(Object.keys(sources).slice(0, 12).map(function (n) { return Babel.transform("(function () {" + (n === "modules" ? "" : n === "classes" ? "" : sources[n]) + "})", { presets: ["es2015", "stage-0"] }).code; }).join("\n")); });
