import Testing

@testable import MCPHub

@Suite struct Sandbox {
    private let scripts = ScriptRunner()

    // MARK: What is not there

    @Test(arguments: [
        "Reflect", "Proxy", "WebAssembly", "GeneratorFunction", "AsyncFunction", "AsyncGeneratorFunction", "require", "process",
        "fetch",
    ])
    func removedGlobalsAreUndefined(_ name: String) {
        #expect(scripts.result("return [typeof \(name), \(name) === undefined, globalThis['\(name)'] === undefined]") == #"["undefined",true,true]"#)
    }

    @Test func refusedNamesAreNotThereByOtherWaysEither() {
        #expect(
            scripts.result(
                """
                return ["ev" + "al", "Func" + "tion", "Prom" + "ise", "setTime" + "out", "setInter" + "val", "setImme" + "diate",
                  "queueMicro" + "task", "Ref" + "lect", "Pro" + "xy"].filter(name => globalThis[name] !== undefined);
                """) == "[]")
    }

    @Test(arguments: [
        #"[].constructor.constructor("return 1")()"#,
        #"[]["constr" + "uctor"]["constr" + "uctor"]("return 1")"#,
        #"(function* () {}).constructor("yield 1")"#,
        #"new ((() => {}).constructor)("return 1")"#,
        #"Object.getPrototypeOf(function* () {}).constructor("")"#,
        #"(class {}).constructor.constructor("")"#,
        #"mcp.callTool.constructor("return globalThis")()"#,
        #"console.log.constructor("return globalThis")()"#,
        #"Object.getOwnPropertyDescriptor(Object.getPrototypeOf(isNaN), "constructor").value("return 1")"#,
    ])
    func constructorsOfFunctionsThrow(_ source: String) {
        #expect(scripts.result("return " + source) == "runtime_error: EvalError: Code generation from strings is not available")
    }

    @Test func constructorsOfOtherThingsWork() {
        #expect(scripts.result("return [[].constructor === Array, ({}).constructor === Object, (1).constructor === Number]") == "[true,true,true]")
        #expect(scripts.result("try { null.x } catch (err) { return err.constructor.name }") == #""TypeError""#)
    }

    @Test func thisGivesNoWayOut() {
        #expect(scripts.result("return (function () { return this === globalThis })()") == "true")
        #expect(
            scripts.result("return Object.getOwnPropertyNames(globalThis).filter(name => /proc|requ|impo|file|swift|host/i.test(name))")
                == #"["require","process"]"#)
    }

    // MARK: Refused before running

    @Test(arguments: [
        ("return (async () => 1)()", "async_not_allowed: async functions are not allowed - only synchronous code is supported"),
        ("class A { async *m() {} }", "async_not_allowed: async functions are not allowed - only synchronous code is supported"),
        ("const x = await 1;", "async_not_allowed: await keyword is not allowed - only synchronous code is supported"),
        ("for await (const x of []) {}", "async_not_allowed: await keyword is not allowed - only synchronous code is supported"),
        ("window.Promise", "async_not_allowed: Promise usage is not allowed - only synchronous code is supported"),
        ("queueMicrotask(f)", "async_not_allowed: queueMicrotask is not allowed - only synchronous code is supported"),
    ])
    func asynchronyIsRefused(_ source: String, _ message: String) {
        #expect(scripts.result(source) == message)
    }

    @Test(arguments: ["import fs from 'fs'", "export const a = 1", "import('fs')", "import.meta", "eval('1')", "Function('1')", "new Function('1')"])
    func codeFromElsewhereIsRefused(_ source: String) {
        #expect(scripts.run(source).failure?.type == .validationError)
    }

    @Test func wordsAloneAreNotRefused() {
        #expect(
            scripts.result(
                """
                // await Promise setTimeout
                const compromisePromise = "async await Promise eval";
                return { Promise: 1, setTimeout: /Promise/.test(compromisePromise), async: `await` };
                """) == #"{"Promise":1,"setTimeout":true,"async":"await"}"#)
    }

    // MARK: Frozen builtins

    @Test(arguments: [
        "Array.prototype.sum = function () {}", "Object.prototype.polluted = 1", "String.prototype.trim = 1",
        "Number.prototype.x = 1", "Boolean.prototype.x = 1", "(() => {}).constructor.prototype.x = 1", "Map.prototype.get = 1",
        "Math.max = 1", "JSON.parse = null", "Array.from = 1", "Error.prototype.name = 'x'", "RegExp.prototype.exec = 1",
        "({}).__proto__.polluted = 1", "Date.prototype.x = 1", "[][Symbol.iterator] = 1; Array.prototype[Symbol.iterator] = 1",
        "Object.getPrototypeOf([][Symbol.iterator]()).next = 1", "Object.getPrototypeOf(function* () {}).prototype.next = 1",
        "delete Array.prototype.map", "Object.defineProperty(Array.prototype, 'x', { value: 1 })",
        "Object.setPrototypeOf(Array.prototype, null)", "Object.assign(Array.prototype, { x: 1 })",
    ])
    func builtinsCannotBeChanged(_ source: String) {
        for source in [source, "'use strict'; " + source] {
            let failure = scripts.run(source).failure
            #expect(failure?.type == .runtimeError, "\(source)")
            #expect(failure?.message.hasPrefix("TypeError: ") == true, "\(source): \(failure?.message ?? "")")
        }
        #expect(scripts.result("return [].polluted ?? ({}).x ?? 'clean'") == #""clean""#)
    }

    @Test func theMessageSaysWhy() {
        #expect(
            scripts.result("Array.prototype.sum = function () {}")
                == "runtime_error: TypeError: Cannot change property 'sum': built-in objects are frozen")
    }

    @Test func ownPropertiesMayShadowBuiltins() {
        #expect(
            scripts.result(
                """
                const obj = {};
                obj.toString = () => "mine";
                obj.constructor = 1;
                obj.hasOwnProperty = 2;
                obj.valueOf = undefined;
                const list = [1, 2];
                list.map = 3;
                class Money { constructor() { this.toString = () => "money"; this.constructor = 7; } }
                const error = new Error("x");
                error.name = "Custom"; error.message = "y";
                function F() {} F.prototype.toString = () => "f"; F.call = 1;
                const copy = Object.assign({}, { toString: 5, constructor: 6 });
                return [`${obj}`, obj.constructor, obj.hasOwnProperty, list.map, `${new Money()}`, new Money().constructor,
                  String(error), `${new F()}`, F.call, copy];
                """)
                == #"["mine",1,2,3,"money",7,"Custom: y","f",1,{"toString":5,"constructor":6}]"#)
        #expect(scripts.result("'use strict'; const o = {}; o.toString = 1; o.__proto__ = null; return Object.keys(o)") == #"["toString"]"#)
    }

    @Test func scriptsDoNotSeeEachOther() {
        #expect(scripts.result("globalThis.left = 1; leaked = 2; return [left, leaked]") == "[1,2]")
        #expect(scripts.result("return [typeof left, typeof leaked]") == #"["undefined","undefined"]"#)
    }
}
