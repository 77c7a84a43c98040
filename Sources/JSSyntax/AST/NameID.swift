// The names of a script, interned: equal names have equal numbers, so scope analysis compares integers.
//
// The table starts with fixed names. The reserved words come first: one look-up in the table tells the lexer both
// which name it has read and whether that name is a keyword.

/// The index of a name or string value in `ScriptSyntax.names`. The fixed names have the same index in every script.
public struct NameID: Sendable, Hashable, Comparable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static func < (left: NameID, right: NameID) -> Bool { left.rawValue < right.rawValue }
}

extension NameID {
    /// Whether this is a ReservedWord in sloppy and strict code alike (`await` and `yield` depend on the context).
    @inlinable
    public var isReservedWord: Bool { rawValue < 36 }

    /// Whether this is one of the names that only strict code reserves (`let`, `static`, `yield`, `implements` ...).
    @inlinable
    public var isReservedInStrictCode: Bool { rawValue >= 36 && rawValue < 45 }

    static var `break`: NameID { NameID(rawValue: 0) }
    static var `case`: NameID { NameID(rawValue: 1) }
    static var `catch`: NameID { NameID(rawValue: 2) }
    static var `class`: NameID { NameID(rawValue: 3) }
    static var const: NameID { NameID(rawValue: 4) }
    static var `continue`: NameID { NameID(rawValue: 5) }
    static var debugger: NameID { NameID(rawValue: 6) }
    static var `default`: NameID { NameID(rawValue: 7) }
    static var delete: NameID { NameID(rawValue: 8) }
    static var `do`: NameID { NameID(rawValue: 9) }
    static var `else`: NameID { NameID(rawValue: 10) }
    static var `enum`: NameID { NameID(rawValue: 11) }
    static var export: NameID { NameID(rawValue: 12) }
    static var `extends`: NameID { NameID(rawValue: 13) }
    static var `false`: NameID { NameID(rawValue: 14) }
    static var finally: NameID { NameID(rawValue: 15) }
    static var `for`: NameID { NameID(rawValue: 16) }
    static var function: NameID { NameID(rawValue: 17) }
    static var `if`: NameID { NameID(rawValue: 18) }
    static var `import`: NameID { NameID(rawValue: 19) }
    static var `in`: NameID { NameID(rawValue: 20) }
    static var instanceof: NameID { NameID(rawValue: 21) }
    static var `new`: NameID { NameID(rawValue: 22) }
    static var `null`: NameID { NameID(rawValue: 23) }
    static var `return`: NameID { NameID(rawValue: 24) }
    static var `super`: NameID { NameID(rawValue: 25) }
    static var `switch`: NameID { NameID(rawValue: 26) }
    static var `this`: NameID { NameID(rawValue: 27) }
    static var `throw`: NameID { NameID(rawValue: 28) }
    static var `true`: NameID { NameID(rawValue: 29) }
    static var `try`: NameID { NameID(rawValue: 30) }
    static var typeof: NameID { NameID(rawValue: 31) }
    static var `var`: NameID { NameID(rawValue: 32) }
    static var void: NameID { NameID(rawValue: 33) }
    static var `while`: NameID { NameID(rawValue: 34) }
    static var with: NameID { NameID(rawValue: 35) }
    public static var implements: NameID { NameID(rawValue: 36) }
    public static var interface: NameID { NameID(rawValue: 37) }
    public static var `let`: NameID { NameID(rawValue: 38) }
    public static var package: NameID { NameID(rawValue: 39) }
    public static var `private`: NameID { NameID(rawValue: 40) }
    public static var protected: NameID { NameID(rawValue: 41) }
    public static var `public`: NameID { NameID(rawValue: 42) }
    public static var `static`: NameID { NameID(rawValue: 43) }
    public static var yield: NameID { NameID(rawValue: 44) }
    public static var arguments: NameID { NameID(rawValue: 45) }
    public static var `as`: NameID { NameID(rawValue: 46) }
    public static var `async`: NameID { NameID(rawValue: 47) }
    public static var `await`: NameID { NameID(rawValue: 48) }
    public static var constructor: NameID { NameID(rawValue: 49) }
    public static var eval: NameID { NameID(rawValue: 50) }
    public static var from: NameID { NameID(rawValue: 51) }
    public static var `get`: NameID { NameID(rawValue: 52) }
    public static var meta: NameID { NameID(rawValue: 53) }
    public static var of: NameID { NameID(rawValue: 54) }
    public static var prototype: NameID { NameID(rawValue: 55) }
    public static var `set`: NameID { NameID(rawValue: 56) }
    public static var target: NameID { NameID(rawValue: 57) }
    public static var empty: NameID { NameID(rawValue: 58) }
    public static var undefined: NameID { NameID(rawValue: 59) }
    public static var proto: NameID { NameID(rawValue: 60) }
    public static var length: NameID { NameID(rawValue: 61) }
    public static var name: NameID { NameID(rawValue: 62) }
    public static var value: NameID { NameID(rawValue: 63) }
    public static var done: NameID { NameID(rawValue: 64) }
    public static var next: NameID { NameID(rawValue: 65) }
    public static var useStrict: NameID { NameID(rawValue: 66) }
    public static var privateConstructor: NameID { NameID(rawValue: 67) }

    /// The number of names that have the same index in every script.
    public static var fixedCount: Int { fixedTexts.count }

    /// The texts of the fixed names, in the order of their indices.
    static let fixedTexts: [String] = [
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else",
        "enum", "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof",
        "new", "null", "return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void",
        "while", "with", "implements", "interface", "let", "package", "private", "protected", "public", "static",
        "yield", "arguments", "as", "async", "await", "constructor", "eval", "from", "get", "meta", "of",
        "prototype", "set", "target", "", "undefined", "__proto__", "length", "name", "value", "done", "next",
        "use strict", "#constructor",
    ]
}

// The contextual keywords of TypeScript. They are fixed names of scripts in that language only: in JavaScript the same numbers
// are names like any others.
extension NameID {
    private static let firstTypeScriptWord: UInt32 = 68

    /// Whether this is one of the words below, in a script that is TypeScript.
    var isTypeScriptWord: Bool {
        rawValue >= NameID.firstTypeScriptWord
            && rawValue - NameID.firstTypeScriptWord < UInt32(NameID.typeScriptTexts.count)
    }

    static var type: NameID { NameID(rawValue: 68) }
    static var declare: NameID { NameID(rawValue: 69) }
    static var abstract: NameID { NameID(rawValue: 70) }
    static var namespace: NameID { NameID(rawValue: 71) }
    static var module: NameID { NameID(rawValue: 72) }
    static var global: NameID { NameID(rawValue: 73) }
    static var readonly: NameID { NameID(rawValue: 74) }
    static var override: NameID { NameID(rawValue: 75) }
    static var keyof: NameID { NameID(rawValue: 76) }
    static var infer: NameID { NameID(rawValue: 77) }
    static var unique: NameID { NameID(rawValue: 78) }
    static var `is`: NameID { NameID(rawValue: 79) }
    static var asserts: NameID { NameID(rawValue: 80) }
    static var satisfies: NameID { NameID(rawValue: 81) }
    static var out: NameID { NameID(rawValue: 82) }

    /// The texts of the words, in the order of their indices.
    static let typeScriptTexts: [String] = [
        "type", "declare", "abstract", "namespace", "module", "global", "readonly", "override", "keyof",
        "infer", "unique", "is", "asserts", "satisfies", "out",
    ]
}
