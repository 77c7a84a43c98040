import Testing

@testable import JSSyntax

/// The tree of a text, without the empty statements that erased declarations leave.
private func tree(_ text: String, _ language: SourceLanguage) throws -> String {
    try SyntaxPrinter.print(
        text, ParseOptions(allowsTopLevelReturn: true, language: language, recognizesRefusedSyntax: true)
    )
    .replacing("(empty) ", with: "").replacing(" (empty)", with: "").replacing("(empty)", with: "")
}

private func expectErased(_ pairs: [(String, String)]) {
    for (typed, plain) in pairs {
        do {
            let expected = try tree(plain, .javaScript)
            #expect(try tree(typed, .typeScript) == expected, "\(typed)")
        } catch let error as SyntaxDiagnostic {
            Issue.record("\(typed): \(error.text)\n\(error.codeFrame)")
        } catch {
            Issue.record(error)
        }
    }
}

@Suite struct ErasedTypeTests {
    @Test func annotations() {
        expectErased([
            ("let a: number = 1, b: string | null, c!: T", "let a = 1, b, c"),
            ("const {a, b}: {a: number; b?: string} = c", "const {a, b} = c"),
            ("const [a]: readonly [x: number, y?: string, ...rest: Z[]] = b", "const [a] = b"),
            ("var f: (a: number, ...b: string[]) => void = g", "var f = g"),
            ("let f: new (a: T) => U, g: abstract new () => V", "let f, g"),
            ("let a: { [key: string]: number; readonly b: C; d?(e: F): G; (h: I): J; new (k: L): M; get n(): O; set n(p: O) }", "let a"),
            ("let a: {a: 1, b: 2\n c: 3\n d()\n [Symbol.iterator](): X }", "let a"),
            ("let a: { readonly [K in keyof T]?: T[K] }, b: { -readonly [K in T as `get${Capitalize<K>}`]-?: U; }", "let a, b"),
            ("let a: {+readonly [K in T]+?: U}", "let a"),
            ("let a: A extends B ? C : D extends infer E extends string ? E : never", "let a"),
            ("type A<T> = T extends [infer H extends string, ...infer R] ? [H, ...A<R>] : []; let a = 1", "let a = 1"),
            ("let a: typeof b.c<string>[number]['x'], d: typeof import('e'), f: import('g').H<I>", "let a, d, f"),
            ("let a: unique symbol, b: keyof typeof c, d: readonly string[], e: -1 | 2n | 'x' | `y` | true | null | void", "let a, b, d, e"),
            ("let a: `a${B}c${`d${E}`}`", "let a"),
            ("let a: Array<Array<number>> = [], b: A<B<C<D>>>= 1", "let a = [], b = 1"),
            ("let a: | 'x' | 'y', b: & C & D", "let a, b"),
            ("let a: (string | number)[], b: ((c: D) => E)[], f: (() => void) | null", "let a, b, f"),
            ("let f: ({a, b}: C, [d]: E) => ({a: F})", "let f"),
            ("let a: A.B.C<D>\n[b] = c", "let a\n[b] = c"),
            ("try { a } catch (e: unknown) { b }", "try { a } catch (e) { b }"),
            ("for (const a: T of b as T[]) c", "for (const a of b) c"),
            ("for (let i: number = 0, j: number; i < 1; i++) c", "for (let i = 0, j; i < 1; i++) c"),
            ("let f: (this: Window, a?: B) => asserts a is C, g: (x) => x is Y, h: () => this is Z, i: (x) => asserts x", "let f, g, h, i"),
            ("let f: <T,>(a: T) => T, g: <const T extends U = V>(a: T) => T", "let f, g"),
            ("let a: this, b: this['c'], d: object, e: any[][]", "let a, b, d, e"),
            ("let a: A<(b: C) => D>, e: A<<T>(x: T) => T>", "let a, e"),
        ])
    }

    @Test func functions() {
        expectErased([
            ("function f(a: number, b?: string, c: T = 1, ...d: U[]): void {}", "function f(a, b, c = 1, ...d) {}"),
            ("function f<T extends object, U = T>(this: T, {a, b}: {a: T, b: U}): a is U { return a }", "function f({a, b}) { return a }"),
            ("function f(this: T) {}", "function f() {}"),
            ("function f(a: string): void;\nfunction f(a: number): void\nfunction f(a: any) {}", "function f(a) {}"),
            ("{ function f(): A; function f() {} }", "{ function f() {} }"),
            ("'use strict'; { function f(): A; function f() {} }", "'use strict'; { function f() {} }"),
            ("let f = function <T>(a: T): T { return a }, g = function h<T>(a: T) {}", "let f = function (a) { return a }, g = function h(a) {}"),
            ("function* g(): Generator<number, void> { yield 1 }", "function* g() { yield 1 }"),
            ("async function f(): Promise<void> { await a }", "async function f() { await a }"),
            ("let o = { a<T>(b: T): T { return b }, get c(): D { return 1 }, set c(e: D) {}, async<T>() {}, get<T>() {}, *f(): G {} }",
             "let o = { a(b) { return b }, get c() { return 1 }, set c(e) {}, async() {}, get() {}, *f() {} }"),
            ("function f(type: string, declare: number, as: T) { return type }", "function f(type, declare, as) { return type }"),
            ("function assert(x: unknown): asserts x { if (!x) throw 1 }", "function assert(x) { if (!x) throw 1 }"),
            ("function f(a = (b: C): D => b) {}", "function f(a = (b) => b) {}"),
        ])
    }

    @Test func arrowFunctions() {
        expectErased([
            ("f = (a: number) => a", "f = (a) => a"),
            ("f = (a: number, b?: string): boolean => b", "f = (a, b) => b"),
            ("f = (a?, b?) => a", "f = (a, b) => a"),
            ("f = (a: T = 1, {b}: U = {}, [c]: V = [], ...d: W[]): X => a", "f = (a = 1, {b} = {}, [c] = [], ...d) => a"),
            ("f = (): void => {}", "f = () => {}"),
            ("f = (a): a is string => true", "f = (a) => true"),
            ("f = <T>(a: T) => a", "f = (a) => a"),
            ("f = <T,>(a: T): T => a", "f = (a) => a"),
            ("f = <T extends U, V = W>(a: T): a is V => a", "f = (a) => a"),
            ("f = <const T>(a: T): {b: T} => ({b: a})", "f = (a) => ({b: a})"),
            ("f = (a: (b: C) => D) => a", "f = (a) => a"),
            ("f = (a): ((b: C) => D) => a", "f = (a) => a"),
            ("f = (a): (b: C) => D => a", "f = (a) => a"),
            ("f = async (a: T): Promise<T> => await a", "f = async (a) => await a"),
            ("f = async <T>(a: T): Promise<T> => a", "f = async (a) => a"),
            ("f = async <T,>(a: T) => a", "f = async (a) => a"),
            ("f = (a): Promise<T>=> a", "f = (a) => a"),
            ("f((a: T) => a, (b): U => b)", "f((a) => a, (b) => b)"),
            ("f = ({a = 1}: T) => a", "f = ({a = 1}) => a"),
            ("f = (a: T) => (b: U): V => c", "f = (a) => (b) => c"),
            ("[1].map((x: number): number => x).filter((x): x is number => true)", "[1].map((x) => x).filter((x) => true)"),
            ("f = (a: T,) => a", "f = (a,) => a"),
        ])
    }

    @Test func arrowFunctionsInConditionals() {
        expectErased([
            ("a ? (b) : c => d", "a ? (b) : c => d"),
            ("a ? (b) : (c) => d", "a ? (b) : (c) => d"),
            ("a ? (b): c => d : e", "a ? (b) => d : e"),
            ("a ? (b: c) => d : e", "a ? (b) => d : e"),
            ("a ? (b: c): d => e : f", "a ? (b) => e : f"),
            ("a ? (b) : (c: d): e => f", "a ? (b) : (c) => f"),
            ("a ? (b, c) : d", "a ? (b, c) : d"),
            ("a ? ((b): c => d) : e", "a ? ((b) => d) : e"),
            ("a ? f((b): c => d) : e", "a ? f((b) => d) : e"),
            ("a ? [(b): c => d] : {e: (f): g => h}", "a ? [(b) => d] : {e: (f) => h}"),
            ("a ? (b) : c ? (d) : e", "a ? (b) : c ? (d) : e"),
            ("a ? b ? (c) : (d) : (e): f => g", "a ? b ? (c) : (d) : (e) => g"),
            ("a ? (b): c => (d): e => f : g", "a ? (b) => (d) => f : g"),
            ("a ? (b) : c => d ? e : f", "a ? (b) : c => d ? e : f"),
            ("a ? (b): c => d ? e : f : g", "a ? (b) => d ? e : f : g"),
            ("a ? (b) : c => { d ? e : f }", "a ? (b) : c => { d ? e : f }"),
            ("a ? (b): c => { return `${d ? e : f}` } : g", "a ? (b) => { return `${d ? e : f}` } : g"),
            ("a ? (b) : c => /[:]/.test(d)", "a ? (b) : c => /[:]/.test(d)"),
            ("a ? async (b) : c => d", "a ? async (b) : c => d"),
            ("a ? async (b): c => d : e", "a ? async (b) => d : e"),
            ("a ? function () { return (b): c => d } : e", "a ? function () { return (b) => d } : e"),
            ("a ? (b) : c => d\nl: e", "a ? (b) : c => d\nl: e"),
            ("switch (a) { case (b): c => d; case (e): f }", "switch (a) { case (b): c => d; case (e): f }"),
            ("switch (a) { case b ? (c) : d: e }", "switch (a) { case b ? (c) : d: e }"),
            ("switch (a) { case 1: b ? (c) : d => e\ncase 2: f }", "switch (a) { case 1: b ? (c) : d => e\ncase 2: f }"),
            ("a ? () : b => c : d", "a ? () => c : d"),
            ("a?.5:1", "a?.5:1"),
        ])
    }

    @Test func assertions() {
        expectErased([
            ("a as T", "a"), ("a as const", "a"), ("a satisfies T", "a"), ("a as unknown as T[]", "a"),
            ("a + b as T", "a + b"), ("a * b as T + c", "a * b + c"), ("a && b as T || c", "a && b || c"),
            ("x = a as any, y", "x = a, y"),
            ("(a as T).b", "a.b"), ("(a as T) = b", "(a) = b"), ("(a as T)[b]++", "a[b]++"), ("[a as T, b!] = c", "[a, b] = c"),
            ("(<T>a).b", "a.b"), ("<T>a.b", "a.b"), ("!<T>a", "!a"), ("<T>(a)", "a"), ("<T>(a, b).c", "(a, b).c"),
            ("x = <const>['a']", "x = ['a']"), ("x = <any>{a: 1}", "x = {a: 1}"), ("x = <A.B<C>>d", "x = d"),
            ("x = <string[]>(a)", "x = (a)"), ("a + <T>b", "a + b"),
            ("a!", "a"), ("a!.b![0]!()", "a.b[0]()"), ("a?.b!.c", "a?.b.c"), ("new a!.b()", "new a.b()"), ("a! = 1", "a = 1"),
            ("a!++", "a++"), ("a\n!b", "a\n!b"), ("a! + b", "a + b"), ("a! as T", "a"),
            ("a\nas\nT", "a\nas\nT"), ("as", "as"), ("as as as", "as"), ("satisfies = 1", "satisfies = 1"),
            ("for (const a of b as T[]) c", "for (const a of b) c"),
            ("for (a as T of b) c", "for (a of b) c"),
            ("x = { a: b as T, ...c as U } satisfies V", "x = { a: b, ...c }"),
            ("return a as T", "return a"), ("throw <Error>a", "throw a"), ("`${a as T}`", "`${a}`"),
            ("a ? b as T : c as U", "a ? b : c"), ("a as T ? b : c", "a ? b : c"), ("(a as T) ? (b) : (c)", "(a) ? (b) : (c)"),
            ("a as (b: C) => D", "a"), ("a as {b: C}", "a"), ("if (a as T) b", "if (a) b"),
            ("a in (b as T)", "a in b"), ("a as T in b", "a in b"), ("typeof a as T", "typeof a"), ("a = b as T", "a = b"),
        ])
    }

    @Test func typeArguments() {
        expectErased([
            ("f<T>(a)", "f(a)"), ("f<T, U[]>(a)", "f(a)"), ("new A<T>(b)", "new A(b)"), ("new A<T>", "new A"),
            ("f<T>`a${b}`", "f`a${b}`"), ("a.b<T>().c<U>(d)", "a.b().c(d)"), ("a?.<T>(b)", "a?.(b)"), ("a?.b<T>(c)", "a?.b(c)"),
            ("f<A<B>>(c)", "f(c)"), ("f<A<B<C>>>(d)", "f(d)"), ("x = f<T>", "x = f"), ("x = f<T>;", "x = f;"),
            ("f<{a: B}>(c)", "f(c)"), ("f<(a: B) => C>(d)", "f(d)"), ("f<<T>(a: T) => T>(b)", "f(b)"), ("f<typeof a>(b)", "f(b)"),
            ("a < b", "a < b"), ("a < b > c", "a < b > c"), ("a < b > -c", "a < b > -c"), ("a < b && c > d", "a < b && c > d"),
            ("a < b || c > (d)", "a < b || c > (d)"), ("f(a < b, c > d)", "f(a < b, c > d)"), ("a << b", "a << b"),
            ("a < b >= c", "a < b >= c"), ("a < b >> c", "a < b >> c"), ("i < n; j > m", "i < n; j > m"),
            ("for (let i = 0; i < n; i++) a", "for (let i = 0; i < n; i++) a"), ("if (a < b) c", "if (a < b) c"),
            ("const m = new Map<string, Map<number, T>>([])", "const m = new Map([])"),
            ("async<T>(a)", "async(a)"), ("async < a", "async < a"),
            ("class A extends B<T> {}", "class A extends B {}"), ("class A extends f<T>(b)<U> {}", "class A extends f(b) {}"),
            ("super_<T>()", "super_()"), ("a<b>\nc", "a\nc"), ("[f<T>, g<U>]", "[f, g]"),
        ])
    }

    @Test func classes() {
        expectErased([
            ("class A<T> extends B<T> implements C, D<E> { }", "class A extends B { }"),
            ("class A { x: number; y?: string; z!: T; static w: U = 1; readonly v = 2; #p: T = 3 }",
             "class A { x; y; z; static w = 1; v = 2; #p = 3 }"),
            ("class A { private static readonly a: B = 1; protected override c(): D {} public get e(): F { return 1 } }",
             "class A { static a = 1; c() {} get e() { return 1 } }"),
            ("abstract class A { abstract b: C; abstract d(e: F): G; abstract get h(): I; abstract set h(j: I); k() {} }", "class A { k() {} }"),
            ("class A { declare b: C; declare readonly d: E }", "class A { }"),
            ("class A { [key: string]: B; static [key: number]: C; readonly [key: symbol]: D; ['x']: E = 1 }", "class A { ['x'] = 1 }"),
            ("class A { constructor(a: string); constructor(a: number); constructor(a: any) {} }", "class A { constructor(a) {} }"),
            ("class A { b(): void; b(c?: D): void {} static e<T>(f: T): T { return f } }", "class A { b(c) {} static e(f) { return f } }"),
            ("class A { b?(): void; c?: D }", "class A { c }"),
            ("class A { b?(): void {} async c<T>(): Promise<T> {} *d(): E {} }", "class A { b() {} async c() {} *d() {} }"),
            ("class A { public; private = 1; readonly; declare() {} abstract: T; static: T; override?: U; get: V; set!: W }",
             "class A { public; private = 1; readonly; declare() {} abstract; static; override; get; set }"),
            ("class A { readonly\nb: T }", "class A { readonly\nb }"),
            ("class A { static\nb: T }", "class A { static\nb }"),
            ("class A { static { a as T } }", "class A { static { a } }"),
            ("class A { a: T\nb: U\nc = 1 as V\n['d'](): W {} }", "class A { a\nb\nc = 1; ['d']() {} }"),
            ("x = class<T> { a: T }, y = class B<T> {}, z = class implements C {}", "x = class { a }, y = class B {}, z = class {}"),
            ("class A { accessor; static accessor: T }", "class A { accessor; static accessor }"),
            ("class A { get a(): T { return 1 } set a(b: T) {} }", "class A { get a() { return 1 } set a(b) {} }"),
            ("class A { handler = (a: T): U => a; b = <V>(c: V) => c }", "class A { handler = (a) => a; b = (c) => c }"),
        ])
    }

    @Test func declarations() {
        expectErased([
            ("type A = B; a", "a"), ("type A<T, U = V> = {a: T} | U\na", "a"), ("type A =\n | 'b'\n | 'c'\n\na", "a"),
            ("interface A { b: C }\na", "a"), ("interface A<T> extends B<T>, C.D { e(): F; readonly g: H }\na", "a"),
            ("declare const a: T; declare let b: U, c: V; declare var d; e", "e"),
            ("declare function f(a: T): U; declare function* g<T>(): V\na", "a"),
            ("declare class A<T> extends B<T> implements C { d: E; f(): G; static h: `i${J}`; constructor(k: L) }\na", "a"),
            ("declare abstract class A { abstract b(): C }\na", "a"),
            ("declare namespace A.B { const c: D; function e(): F; namespace G {} }\na", "a"),
            ("declare module 'a' { export default b; export const c: D }\ndeclare module 'e';\na", "a"),
            ("declare global { interface Array<T> { b: C } var d: E }\na", "a"),
            ("declare enum A { B = 1 }\ndeclare const enum C { D }\na", "a"),
            ("declare type A = B; declare interface C {}\na", "a"),
            ("namespace A { export type B = C; interface D {} export namespace E.F { } }\na", "a"),
            ("import type A from 'b'; import type {C, D as E} from 'f'; import type * as G from 'h'\na", "a"),
            ("import {type A, type B as C} from 'd'; import type from_ from 'e'; import type from from 'g'; a", "a"),
            ("import type A = require('b'); a", "a"),
            ("export type A = B; export interface C {} export type {D, E as F} from 'g'; export type * as H from 'i'; a", "a"),
            ("export declare const a: B; export type {C}; export namespace D {} export as namespace E; export default interface F {}\na", "a"),
            ("import type from 'a'", "import type from 'a'"), ("import type, {a} from 'b'", "import type, {a} from 'b'"),
            ("import {type} from 'a'", "import {type} from 'a'"), ("import {type as a} from 'b'", "import {type as a} from 'b'"),
            ("import {type A, b} from 'c'", "import {type as A, b} from 'c'"),
            ("export abstract class A { abstract b(): C }", "export class A {}"),
            ("export const a: B = 1", "export const a = 1"), ("export default abstract class { b: C }", "export default class { b }"),
        ])
    }

    @Test func contextualKeywordsAreNames() {
        expectErased([
            ("type = 5", "type = 5"), ("type\nA = 5", "type\nA = 5"), ("type(a)", "type(a)"), ("type.a", "type.a"), ("type: for (;;) break type", "type: for (;;) break type"),
            ("var type, declare, abstract, namespace, module, interface, readonly, keyof", "var type, declare, abstract, namespace, module, interface, readonly, keyof"),
            ("interface\nA\n{ }", "interface\nA\n{ }"), ("declare\nconst a = 1", "declare\nconst a = 1"),
            ("abstract\nclass A {}", "abstract\nclass A {}"), ("namespace\nA\n{ }", "namespace\nA\n{ }"),
            ("declare = abstract + namespace", "declare = abstract + namespace"), ("module.exports = 1", "module.exports = 1"),
            ("({type: 1, interface: 2, as: 3, readonly: 4, declare() {}})", "({type: 1, interface: 2, as: 3, readonly: 4, declare() {}})"),
            ("type in a; type instanceof b", "type in a; type instanceof b"), ("is; asserts; infer; out; unique; global", "is; asserts; infer; out; unique; global"),
            ("let type = 1, of: T", "let type = 1, of"), ("type => type", "type => type"), ("async type => type", "async type => type"),
            ("module\n'a'", "module\n'a'"), ("enum_", "enum_"),
        ])
    }

    @Test func plainJavaScriptHasTheSameTree() {
        let texts = [
            "a ? (b) : (c)", "a ? (b, c) : d", "x = {a: (b), c: b ? (d) : e}", "a < b, c > d", "({a, b: [c], ...d} = e)",
            "f(a, (b), ...c)", "for (var i = 0, n = (a ? (b) : c); i < n; i++);", "label: for (;;) continue label",
            "switch (a) { case (b): case c ? (d) : e: default: f }", "a = b ? c : d ? e : f", "(a, b)", "((a), [b])", "async(a, b)",
            "class A { static async *b() {} get; set; static; 'c' = 1; [d] = 2; static #e() {} }", "a ? b : c\n!d",
            "`${a ? `${b}` : c}`", "x = /a:b/g ? (y) : z", "yield_ ? (a) : b", "() => a ? (b) : c",
        ]
        expectErased(texts.map { ($0, $0) })
    }
}

@Suite struct TypeScriptErrorTests {
    private func diagnostic(_ text: String) throws -> SyntaxDiagnostic {
        try #require(
            #expect(throws: SyntaxDiagnostic.self) {
                try parseScript(
                    SourceText(text), options: ParseOptions(language: .typeScript, recognizesRefusedSyntax: true))
            })
    }

    @Test(arguments: [
        ("let a: = 1", "Unexpected token '=' (Line 1:8)"),
        ("let a: {b: C", "Unexpected end of input (Line 1:13)"),
        ("interface A {\n  b: C D\n}", "Unexpected identifier 'D' (Line 2:8)"),
        ("type A = ", "Unexpected end of input (Line 1:10)"),
        ("type A B", "Unexpected identifier 'B' (Line 1:8)"),
        ("function f(a: ) {}", "Unexpected token ')' (Line 1:15)"),
        ("f = (a: T) + 1", "Unexpected token ':' (Line 1:7)"),
        ("f = (a?)", "Unexpected token '?' (Line 1:7)"),
        ("f = (a): b + 1", "Unexpected token '+' (Line 1:12)"),
        ("a as", "Unexpected end of input (Line 1:5)"),
        ("(a as T) => 1 +", "Unexpected end of input (Line 1:16)"),
        ("x = <T>", "Unexpected end of input (Line 1:8)"),
        ("class A { b: }", "Unexpected token '}' (Line 1:14)"),
        ("class A { abstract b() {} }", "Unexpected token '{' (Line 1:24)"),
        ("declare function f() {}", "Unexpected token '{' (Line 1:22)"),
        ("let a: `b${c`", "Missing } in template expression (Line 1:13)"),
        ("let a: [b: c d]", "Unexpected identifier 'd' (Line 1:14)"),
        ("const a: number", "Missing initializer in const declaration (Line 1:7)"),
        ("export type A B", "Unexpected identifier 'B' (Line 1:15)"),
    ])
    func positions(source: String, message: String) throws {
        let text = try diagnostic(source).text
        #expect(text == "SyntaxError: " + message, "\(source)")
    }

    @Test(arguments: [
        ("enum A { B }", 1, "enum is not"), ("const enum A { B }", 1, "enum is not"), ("export enum A {}", 8, "enum is not"),
        ("namespace A { export const b = 1 }", 1, "namespaces with values"), ("module A { f() }", 1, "namespaces with values"),
        ("export namespace A { let a }", 8, "namespaces with values"),
        ("class A { constructor(private b: C) {} }", 23, "parameter properties"),
        ("class A { constructor(a: B, public readonly c = 1) {} }", 29, "parameter properties"),
        ("import a = require('b')", 1, "import assignments"), ("import a = b.c", 1, "import assignments"),
        ("export import a = b", 8, "import assignments"), ("export = a", 1, "export assignments"),
        ("@a class B {}", 1, "decorators"), ("class A { @b c() {} }", 11, "decorators"), ("class A { b(@c d) {} }", 13, "decorators"),
    ])
    func whatIsNotOnlyTypesIsRefused(source: String, column: Int, message: String) throws {
        let error = try diagnostic(source)
        #expect(error.message.hasPrefix(message), "\(source): \(error.text)")
        #expect(error.column == column, "\(source)")
        #expect(error.hint != nil)
    }

    @Test func positionsOfCodeAreThoseOfTheText() throws {
        let script = try parseScript(SourceText("let a: string = b as T;\n  c<D>(e)"), options: ParseOptions(language: .typeScript))
        guard case .variable(let declaration) = script.body[0], case .expression(let call) = script.body[1] else {
            Issue.record("other statements")
            return
        }
        #expect(declaration.declarators[0].initializer?.range == SourceRange(start: 16, end: 17))
        #expect(script.source.string(call.range) == "c<D>(e)")
    }

    @Test func javaScriptHasNoTypes() {
        for text in ["let a: T", "a as T", "f = (a: T) => a", "type A = B", "a!.b", "class A { b: C }", "f = <T>(a) => a"] {
            #expect(throws: SyntaxDiagnostic.self) { try parseScript(SourceText(text)) }
        }
        #expect(throws: Never.self) { try parseScript(SourceText("f<T>(a)")) }
    }

    /// Each text nests or repeats something that is ambiguous. None may take long, overflow the stack or trap.
    @Test(arguments: [
        ("a<", ""), ("a<(", ""), ("a<[", ""), ("a<{b:", ""), ("f((", ""), ("a?(b):c=>", "d"), ("a?(b):", "c"), ("(a?(b):c=>", ""),
        ("<T>(", ""), ("<T>", "a"), ("(a:(", ""), ("let a:A<", ""), ("x as A<", ""), ("x as [", ""), ("type A=(", ""),
        ("infer U extends [", ""), ("async<T>(", ""), ("a!", ""), ("a as T ", ""), ("`${a<`", ""), ("x as `${", ""), ("a<b<", ">>"),
        ("namespace A{", ""), ("interface A{b:{", ""), ("(a:T)=>", "a"), ("(a):T=>", "a"), ("a?b:(c):d=>", "e"), ("f<T>", "(a)"),
        ("let f: (a: ", ""), ("let f: ({a: ", ""), ("new A<", ""), ("x as A extends B ? C : ", "D"), ("x as A extends ", "D"),
        ("class A { b<", ""), ("declare module 'a' {", ""), ("import {type A, ", ""), ("function f(a: {b", ""),
        ("x as {[a:", ""), ("x as {[K in ", ""), ("typeof ", ""), ("a<typeof ", ""), ("a?.<T>", "(b)"), ("a<b>c", ""),
        ("x as infer U extends (infer V extends ", ""), ("(a?:", ""), ("case", ""), ("a?(b):(c:d,", ""),
    ])
    func hostileTextsEnd(repeated: String, end: String) {
        for count in [10, 1_000, 8_000] {
            let text = String(repeating: repeated, count: count) + end
            _ = try? parseScript(SourceText(text), options: ParseOptions(language: .typeScript, recognizesRefusedSyntax: true))
            let typed = "let x: T = " + text
            _ = try? parseScript(SourceText(typed), options: ParseOptions(language: .typeScript))
            let inferred = "type A = T extends " + text
            _ = try? parseScript(SourceText(inferred), options: ParseOptions(language: .typeScript))
        }
    }

    /// Every prefix of a text with everything in it is a text that ends too early.
    @Test func prefixesDoNotTrap() {
        let text = """
            interface A<T extends B = C> extends D.E<F> { readonly [k: string]: G; new (h?: I): J; get k(): L }
            type M<N> = N extends [infer O extends P, ...infer Q] ? `r${O}` : { -readonly [S in keyof N as T]?: U };
            declare module 'v' { const w: X } abstract class Y<Z> implements A { declare b: C; static #d?: E; abstract f(): G; h<I>(this: J, k?: L): asserts k is M; h() {} }
            const n = <O,>(p: Q, {r}: S = {}): T => u<V<W>>(x!.y as Z satisfies A, <B>c) ? (d): e => f : g;
            import type {h} from 'i'; export type * from 'j'; namespace K { type L = M }
            """
        for length in 0...text.utf8.count {
            let prefix = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            _ = try? parseScript(SourceText(prefix), options: ParseOptions(language: .typeScript, recognizesRefusedSyntax: true))
        }
        #expect(throws: Never.self) { try tree(text, .typeScript) }
    }
}

@Suite struct SourceLanguageTests {
    @Test func aFenceNamesTheLanguage() throws {
        #expect(try ScriptSource.prepare("```ts\na\n```").language == .typeScript)
        #expect(try ScriptSource.prepare("```TypeScript\na\n```").language == .typeScript)
        #expect(try ScriptSource.prepare("~~~ js\na\n~~~").language == .javaScript)
        #expect(try ScriptSource.prepare("```\na\n```").language == nil)
        #expect(try ScriptSource.prepare("```ts\na").language == nil)
        #expect(try ScriptSource.prepare("a").language == nil)
    }

    @Test func fileExtensions() {
        #expect(SourceLanguage(abbreviation: "mts") == .typeScript)
        #expect(SourceLanguage(abbreviation: "JS") == .javaScript)
        #expect(SourceLanguage(abbreviation: "py") == nil)
    }
}
