// Values on the edges: where lengths wrap, representations change, and conversions have their special cases.

enum Literals {
    static let numbers = [
        "0", "-0", "1", "-1", "2", "3", "7", "8", "10", "16", "31", "32", "33", "63", "64", "100", "255", "256", "1000", "-2",
        "0.5", "1.5", "-0.5", "0.1",
        "65535", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967294", "4294967295", "4294967296",
        "1e5", "1e6", "1e9", "1e15", "1e21", "9007199254740991", "9007199254740992", "-9007199254740991", "536870911",
        "536870912",
        "1073741823", "1073741824", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
        "1e100", "1.7976931348623157e308", "5e-324", "NaN", "Infinity", "-Infinity", "8.64e15", "8.64e15+1", "-62198755200000",
    ]
    static let bigInts = [
        "0n", "1n", "-1n", "2n", "10n", "64n", "255n", "(2n**31n)", "(2n**32n)", "(2n**53n)", "(2n**63n)", "(-(2n**63n))",
        "(2n**64n)", "(2n**64n-1n)",
        "(1n<<128n)", "(-(1n<<1000n))", "(10n**50n)", "123456789012345678901234567890n", "-98765432109876543210n", "(1n<<20000n)",
    ]
    static let strings = [
        "''", "'a'", "'b'", "'0'", "'-0'", "'1'", "'-1'", "'00'", "'length'", "'constructor'", "'__proto__'", "'prototype'",
        "'toString'", "'valueOf'",
        "'4294967295'", "'4294967294'", "'9007199254740992'", "'1e3'", "' 12 '", "'0x1F'", "'0b11'", "'12n'", "'NaN'",
        "'-Infinity'", "'abc'", "'aaaaaaaaaa'",
        "'\\ud800'", "'\\udc00'", "'a\\ud83d\\ude00b'", "'\\u{1F600}'.repeat(40)", "'\\u0130'", "'\\u00df'", "'\\ufb03'",
        "'\\u1e9e\\u03a3'", "'x'.repeat(1000)", "'ab'.repeat(300) + '\\u1234'",
        "('r' + 'o'.repeat(200)) + ('p' + 'e'.repeat(200))", "'\\0'", "'\\u2028'", "'\\n\\r\\t'", "'$&$1$<a>$`'", "'a,b,,c'",
        "'{\"a\":[1,2,{\"b\":null}]}'", "'[1,2'",
        "'2020-02-30T25:61'", "'Thu, 01 Jan 1970 00:00:00 GMT'", "'(a+)+$'", "'[a-z'", "'gimsuyd'", "'g'", "'y'", "'buffer'",
        "'utf-16'", "'NFKD'", "'hex'", "'base64url'", "'number'", "'default'",
        "'x'.repeat(1e5)", "'next'", "'return'", "'done'", "'value'", "'name'", "'index'", "'lastIndex'", "'flags'", "'exec'",
        "'then'", "'size'", "'has'", "'keys'", "'get'", "'set'",
    ]
    static let symbols = [
        "Symbol.iterator", "Symbol.toPrimitive", "Symbol.toStringTag", "Symbol.species", "Symbol.hasInstance",
        "Symbol.isConcatSpreadable",
        "Symbol.unscopables", "Symbol.match", "Symbol.matchAll", "Symbol.replace", "Symbol.search", "Symbol.split", "Symbol('s')",
        "Symbol.for('t')", "Symbol()",
    ]
    static let primitives = ["undefined", "null", "true", "false", "(void 0)"]
    static let typedArrays = [
        "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array",
        "Float32Array", "Float64Array",
        "BigInt64Array", "BigUint64Array",
    ]
    static let errors = ["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError"]
    static let patterns = [
        "/a/", "/a/g", "/(?:)/gu", "/(a+)+$/", "/(a|aa)+$/y", "/(?<x>.)(?<y>\\k<x>)?/dgs", "/[^]*?b/i", "/\\p{L}+/gu",
        "/[\\p{L}--[a-z]]/v", "/(?=(a*))\\1b/", "/(?<=(\\d+)(\\d+))$/",
        "/\\b\\w{0,3}\\b/gim", "/^.{2,}$/m", "/(?:x|(y)|(?!z))*?/g", "/[\\u{1F600}-\\u{1F64F}]/ug", "/\\u{1F600}/u", "/\\ud83d/g",
        "/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\\10/", "/(?i:A)b(?-i:C)/i", "/(?:(a)|b){0,5}?/g",
    ]
    static let propertyNames = [
        "a", "b", "c", "x", "length", "constructor", "toString", "valueOf", "name", "message", "prototype", "__proto__", "index",
        "lastIndex", "size", "next", "return", "stack", "cause", "caller",
        "arguments", "byteLength", "buffer", "flags", "source", "raw", "toJSON", "0", "1", "-1", "4294967295", "map", "push",
        "join", "get", "has", "done", "value",
    ]
}
