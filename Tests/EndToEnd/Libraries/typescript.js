// The TypeScript compiler: type checking, language services, and compilation to several targets, of a program below and of
// another library.
var library = "interface Array<T> { length: number; [n: number]: T; push(...items: T[]): number; map<U>(f: (value: T, index: number) => U): U[]; filter(f: (value: T) => boolean): T[]; reduce<U>(f: (sum: U, value: T) => U, start: U): U; join(separator?: string): string; concat(...items: T[][]): T[]; forEach(f: (value: T) => void): void; sort(f?: (a: T, b: T) => number): this; slice(from?: number, to?: number): T[] }\n"
  + "interface ReadonlyArray<T> { readonly length: number; readonly [n: number]: T; map<U>(f: (value: T) => U): U[] }\ninterface String { length: number; charAt(i: number): string; split(s: string): string[]; toUpperCase(): string; trim(): string }\n"
  + "interface Number { toFixed(n?: number): string }\ninterface Boolean {}\ninterface Symbol {}\ninterface Function { call(...a: any[]): any }\ninterface CallableFunction extends Function {}\ninterface NewableFunction extends Function {}\ninterface Object { toString(): string; constructor: Function }\ninterface RegExp { test(s: string): boolean }\ninterface IArguments { length: number }\n"
  + "interface Error { name: string; message: string }\ndeclare var Error: { new(message?: string): Error; prototype: Error };\ndeclare var Math: { max(...n: number[]): number; sqrt(n: number): number; floor(n: number): number };\n"
  + "declare var JSON: { stringify(value: any): string };\ninterface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[] }\n"
  + "type Partial<T> = { [P in keyof T]?: T[P] };\ntype Readonly<T> = { readonly [P in keyof T]: T[P] };\ntype Pick<T, K extends keyof T> = { [P in K]: T[P] };\ntype Record<K extends keyof any, T> = { [P in K]: T };\ntype Exclude<T, U> = T extends U ? never : T;\ntype Extract<T, U> = T extends U ? T : never;\ntype Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;\ntype ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;\ntype NonNullable<T> = T & {};\ntype Uppercase<S extends string> = intrinsic;\ntype Capitalize<S extends string> = intrinsic;\n";
var program = String.raw`
/** A shape with an area. */
export abstract class Shape { constructor(public readonly name: string, protected id = Shape.count++) {} static count = 0; abstract area(): number; describe(): string { return ${"`${this.name} #${this.id}: ${this.area().toFixed(2)}`"}; } get key() { return this.name.trim(); } }
export class Circle extends Shape { #radius: number; constructor(radius: number) { super("circle"); this.#radius = radius; } area() { return 3.14159 * this.#radius ** 2; } }
export class Box<T extends number = number> extends Shape { constructor(private w: T, private h: T, ...rest: string[]) { super("box" + rest.join()); } override area(): number { return this.w * this.h; } }
enum Color { Red = 1, Green = "green".length, Blue = Red << 3, Name = "blue" as any }
const enum Flag { A = 1, B = 2, AB = A | B }
namespace Geometry.Inner { export const unit = 2; export function twice(x: number) { return x * unit; } }
type Event = { kind: "click"; x: number; y: number } | { kind: "key"; code: string } | { kind: "none" };
function handle(event: Event): string { switch (event.kind) { case "click": return "at " + (event.x + event.y); case "key": return event.code.toUpperCase(); default: return event.kind; } }
function overload(a: string): string; function overload(a: number): number; function overload(a: any) { return a; }
function log<This, Args extends any[], Return>(target: (this: This, ...args: Args) => Return, context: any) { return function (this: This, ...args: Args): Return { return target.call(this, ...args); }; }
class Decorated { @log greet(name: string) { return "hi " + name; } accessor value = 1; static { this.prototype; } }
const { a, b: [c, ...d], ...others } = { a: 1, b: [2, 3, 4], e: 5, f: { g: 6 } };
const optional = others?.f?.g ?? 0; let assigned: number | undefined; assigned ??= 4; assigned ||= 5;
function* numbers(limit: number) { for (let i = 0; i < limit; i++) yield i * 2; }
async function later(x: number) { try { const y = await x; return y + 1; } catch { return 0; } finally { assigned = 1; } }
const tagged = ((s: TemplateStringsArray, ...v: any[]) => s.raw.map(x => x))${"`a${1}b\\n`"};
type Getters<T> = { [K in keyof T as ${"`get${Capitalize<K & string>}`"}]: () => T[K] };
declare const getters: Getters<{ name: string; size: number }>;
const deep = getters.getName().toUpperCase();
const satisfied = { x: 1, y: [2] } satisfies Record<string, number | number[]>;
label: for (const s of [new Circle(1), new Box(2, 3)] as Shape[]) { for (const k in satisfied) { if (k === "x") continue label; handle({ kind: "none" }); } }
export default function main(this: void, [x, y]: [number, number?], { z = 3 }: { z?: number } = {}) { return x + (y ?? Color.Red) + z + Flag.AB + Geometry.Inner.twice(1); }
`;
var wrong = String.raw`
const n: number = "text"; let s = 1; s = "x"; undefinedName(); handle({ kind: "clik" });
function handle(event: { kind: "click" } | { kind: "key"; code: number }) { if (event.kind === "key") { event.cod; } return event.kind.length.foo; }
class A { private p = 1; abstract q(): void; constructor(readonly r: string) {} } class B extends A { p = 2; } new A(); new A(1).p;
interface I { a: string; b?: number } const i: I = { b: "no", c: 1 }; i.a.length = "x"; const t: [number, string] = [1, 2, 3];
function f<T extends { id: number }>(x: T): T["id"] { return x.name; } f({ id: "s" }); let u: never = 1; for (const z of 5) {} const q = 1; q = 2;
type R<T> = T extends string ? R<T> : T; let r: R<number> = "x"; (x) => x; var dup = 1; var dup = "2"; import z from "nowhere"; delete i.a; if (n = 1) {} break;
enum E { A = "x", B } const e: E.A = E.B; abstract class C { abstract m() {} } new C(); let v = { a: 1, a: 2 }; return 5; async () => { await; }; yield 3;
`;
var files = { "/lib.d.ts": library, "/main.ts": program, "/wrong.ts": wrong, "/broken.ts": "class { x = ; function (a, { return }} <div>" };
function host(options) {
  var trees = {};
  return {
    getSourceFile: function (name, target) { return trees[name] || (files[name] === undefined ? undefined : trees[name] = ts.createSourceFile(name, files[name], target, true)); },
    writeFile: function (name, text) { this.written[name] = text; }, written: {}, getDefaultLibFileName: function () { return "/lib.d.ts"; }, useCaseSensitiveFileNames: function () { return true; },
    getCanonicalFileName: function (name) { return name; }, getCurrentDirectory: function () { return "/"; }, getNewLine: function () { return "\n"; }, fileExists: function (name) { return name in files; }, readFile: function (name) { return files[name]; }, getDirectories: function () { return []; }
  };
}
function message(d) { return (d.file ? d.file.fileName + "@" + d.start + "+" + d.length : "") + " TS" + d.code + " " + ts.flattenDiagnosticMessageText(d.messageText, "\n"); }
function compile(options, roots) {
  var h = host(options), p = ts.createProgram(roots, options, h), diagnostics = ts.getPreEmitDiagnostics(p).map(message);
  p.emit();
  return { diagnostics: diagnostics, written: h.written, program: p };
}

show("version", ts.version);
["ES5", "ES2015", "ES2017", "ES2020", "ES2022", "ESNext"].forEach(function (target) {
  show("transpiled to " + target, function () { return ts.transpileModule(program, { compilerOptions: { target: ts.ScriptTarget[target], module: ts.ModuleKind.CommonJS, downlevelIteration: true, sourceMap: target === "ES5", removeComments: target === "ES2020" } }); });
});
["CommonJS", "AMD", "UMD", "System", "ES2015"].forEach(function (kind) { show("module kind " + kind, function () { return ts.transpile("import a, { b as c } from 'x'; import * as d from 'y'; export * from 'z'; export { c, d as default }; export let e = a(c); e++;", { module: ts.ModuleKind[kind], target: 1 }); }); });
show("JSX", function () { return ts.transpile("const x = <div className='a' {...p}>text {y} <b.c key={1}/><></></div>;", { jsx: ts.JsxEmit.React, target: 99 }, "x.tsx"); });
show("decorators", function () { return ts.transpile("@d class A { @p() x; @m f(@q a) {} static @s y = 1; }", { experimentalDecorators: true, target: 1 }); });
var checked = compile({ target: 9, strict: true, noLib: false, declaration: true, module: 5, noEmitOnError: false }, ["/main.ts"]);
show("diagnostics of a program", checked.diagnostics);
show("emitted", checked.written);
show("diagnostics of a wrong program", compile({ target: 9, strict: true, noUnusedLocals: true, allowUnreachableCode: false }, ["/wrong.ts"]).diagnostics);
show("diagnostics of a broken program", compile({ target: 9 }, ["/broken.ts"]).diagnostics);
show("types", function () {
  var checker = checked.program.getTypeChecker(), out = [];
  function visit(node) {
    if (ts.isIdentifier(node) && out.length < 250) out.push(node.text + ": " + checker.typeToString(checker.getTypeAtLocation(node)));
    ts.forEachChild(node, visit);
  }
  visit(checked.program.getSourceFile("/main.ts"));
  return out;
});
var service = ts.createLanguageService({
  getScriptFileNames: function () { return ["/main.ts"]; }, getScriptVersion: function () { return "1"; }, getScriptSnapshot: function (n) { return files[n] === undefined ? undefined : ts.ScriptSnapshot.fromString(files[n]); },
  getCurrentDirectory: function () { return "/"; }, getCompilationSettings: function () { return { target: 9, strict: true }; }, getDefaultLibFileName: function () { return "/lib.d.ts"; }, fileExists: function (n) { return n in files; }, readFile: function (n) { return files[n]; }
});
var position = program.indexOf("event.x");
show("completions", function () { return service.getCompletionsAtPosition("/main.ts", position + 6).entries.map(function (e) { return e.kind + " " + e.name; }); });
show("quick info", function () { return ts.displayPartsToString(service.getQuickInfoAtPosition("/main.ts", position).displayParts); });
show("definition", function () { return service.getDefinitionAtPosition("/main.ts", program.indexOf("handle({")).map(function (d) { return [d.textSpan, d.kind, d.name]; }); });
show("references", function () { return service.findReferences("/main.ts", program.indexOf("Shape {"))[0].references.map(function (r) { return [r.textSpan.start, r.isWriteAccess]; }); });
show("signature help", function () { return service.getSignatureHelpItems("/main.ts", program.indexOf("new Box(2, 3)") + 10).items.map(function (i) { return i.parameters.map(function (p) { return ts.displayPartsToString(p.displayParts); }); }); });
show("navigation", function () { function names(i) { return [i.text, i.kind, (i.childItems || []).map(names)]; } return names(service.getNavigationTree("/main.ts")); });
show("rename", function () { return service.findRenameLocations("/main.ts", program.indexOf("handle(event"), false, false).map(function (l) { return l.textSpan.start; }); });
show("formatting", function () {
  var text = "function  f( a,b ){return a+b;}\nif(x){y( )}else{\nz;}\nlet o={a:1,\nb:2}";
  var edits = ts.createLanguageService({ getScriptFileNames: function () { return ["/f.ts"]; }, getScriptVersion: String, getScriptSnapshot: function () { return ts.ScriptSnapshot.fromString(text); }, getCurrentDirectory: String, getCompilationSettings: function () { return {}; }, getDefaultLibFileName: function () { return "/l"; }, fileExists: Boolean, readFile: String }, undefined, ts.LanguageServiceMode.Syntactic).getFormattingEditsForDocument("/f.ts", ts.getDefaultFormatCodeSettings("\n"));
  edits.sort(function (x, y) { return y.span.start - x.span.start; }).forEach(function (e) { text = text.slice(0, e.span.start) + e.newText + text.slice(e.span.start + e.span.length); });
  return text;
});
show("classification", function () { return service.getEncodedSyntacticClassifications("/main.ts", { start: 0, length: 400 }).spans; });
show("outlining", function () { return service.getOutliningSpans("/main.ts").map(function (s) { return [s.textSpan.start, s.textSpan.length]; }); });
show("scanner", function () { var s = ts.createScanner(99, true, 0, "let \\u0061b = 0x1F_F + `t${1}` /* c */ ?.#p 1n /re[/]/g"), out = []; for (var k; (k = s.scan()) !== ts.SyntaxKind.EndOfFileToken;) out.push(ts.SyntaxKind[k] + " " + s.getTokenText()); return out; });
show("printed tree", function () { return ts.createPrinter().printNode(ts.EmitHint.Unspecified, ts.factory.createFunctionDeclaration(undefined, undefined, "f", undefined, [ts.factory.createParameterDeclaration(undefined, undefined, "x")], undefined, ts.factory.createBlock([ts.factory.createReturnStatement(ts.factory.createAdd(ts.factory.createIdentifier("x"), ts.factory.createNumericLiteral(1)))], true)), ts.createSourceFile("a.ts", "", 99)); });
show("transformer", function () { var r = ts.transform(ts.createSourceFile("a.ts", "x + y * (x - 1)", 99), [function (context) { return function (root) { return ts.visitNode(root, function visit(n) { return ts.isIdentifier(n) && n.text === "x" ? ts.factory.createIdentifier("renamed") : ts.visitEachChild(n, visit, context); }); }; }]); return ts.createPrinter().printFile(r.transformed[0]); });
show("configuration", function () { return [ts.parseConfigFileTextToJson("c", "{ // comment\n \"compilerOptions\": { \"target\": \"es5\", \"strict\": true, }, }"), ts.convertCompilerOptionsFromJson({ target: "es2020", module: "commonjs", lib: ["dom"], bad: 1 }, "/")]; });
show("module resolution", function () { return ts.resolveModuleName("./lib", "/main.ts", {}, { fileExists: function (n) { return n in files; }, readFile: function (n) { return files[n]; } }).resolvedModule; });
show("preprocess", function () { return ts.preProcessFile("/// <reference path='a.ts'/>\nimport x from 'b'; require('c'); import('d');"); });
Object.keys(inputs).forEach(function (name) {
  var tree;
  show("parsed " + name, function () {
    var counts = {};
    tree = ts.createSourceFile(name + ".js", inputs[name], 99, true);
    (function visit(node) { var kind = ts.SyntaxKind[node.kind]; counts[kind] = (counts[kind] || 0) + 1; ts.forEachChild(node, visit); })(tree);
    return [tree.parseDiagnostics.length, counts];
  });
  show("printed " + name, function () { var text = ts.createPrinter({ removeComments: true }).printFile(tree); return [digest(text), ts.createPrinter({ removeComments: true }).printFile(ts.createSourceFile("b.js", text, 99)) === text]; });
  show("transpiled " + name, function () { return digest(ts.transpile(inputs[name], { target: 1, removeComments: true, sourceMap: false })); });
});
