// Numbers and BigInts to and from strings: the module JSNumerics on engine strings.

import JSNumerics

struct BigIntValue: Equatable { var byteCount: Int { 0 }; var isZero: Bool { true } }

extension Context {
    func stringToNumber(_ string: JSString) throws(JSThrow) -> Double { Double(text(string)) ?? .nan }
    func numberToString(_ number: Double) -> JSString { makeString(number.description) }
    func bigIntToString(_ value: JSBigInt, radix: Int) throws(JSThrow) -> JSString { emptyString }
    func isBigIntEqual(_ big: JSBigInt, _ other: Value) throws(JSThrow) -> Bool { false }
    func isBigIntLess(_ left: Value, _ right: Value) throws(JSThrow) -> Bool? { nil }
}

extension JSString {
    func sameFlattened(_ other: JSString) -> Bool { false }
}
