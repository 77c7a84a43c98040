// JSON text to values, for `JSON.parse` and for hosts.
//
// The parser descends recursively, watched by the native stack check. The values of containers under construction wait on one
// list that the collector knows; when a container ends, its object is made at once in its final size. The shape of an object
// grows along with its keys. Text tends to repeat itself: for each shape the parser remembers which key came after it
// last time and compares the text with that key first, so that the objects of a list cost neither a hash nor a lookup per key.

import JSNumerics

/// A code unit of the text: a Latin-1 byte or a UTF-16 unit.
protocol JSONUnit: FixedWidthInteger & UnsignedInteger {
    static var isWide: Bool { get }
}

extension UInt8: JSONUnit { static var isWide: Bool { false } }
extension UInt16: JSONUnit { static var isWide: Bool { true } }

extension Context {
    /// The value of a JSON text. Throws a SyntaxError as `JSON.parse` does.
    func parseJSON(_ text: JSString, records: JSONRecordList? = nil) throws(JSThrow) -> Value {
        let flat = try flattened(text)
        let roots = RootList(heap)
        roots.appendReserved(Value(flat))
        let value = try parseJSON(StringUnits(flat), roots, records)
        keepAlive(flat)
        return value
    }

    /// The value of a JSON text in UTF-8, which is accounted as long as it is needed and then emptied. Throws a SyntaxError as
    /// `JSON.parse` does.
    func parseJSON(utf8: inout [UInt8]) throws(JSThrow) -> Value {
        if !utf8.isASCII { return try parseJSON(makeString(emptying: &utf8)) }
        let count = utf8.count
        try heap.reserve(count)
        defer {
            utf8 = []
            heap.unreserve(count)
        }
        return try utf8.withLatin1Units { (units) throws(JSThrow) in try parseJSON(units, RootList(heap), nil) }
    }

    private func makeString(emptying utf8: inout [UInt8]) throws(JSThrow) -> JSString {
        let count = utf8.count
        try heap.reserve(count)
        defer {
            utf8 = []
            heap.unreserve(count)
        }
        return try makeString(utf8: utf8)
    }

    private func parseJSON(_ units: StringUnits, _ roots: RootList, _ records: JSONRecordList?) throws(JSThrow) -> Value {
        if units.isWide {
            var parser = JSONParser<UInt16>(units, roots, records, self)
            defer { parser.releaseStack() }
            return try parser.parseText()
        }
        var parser = JSONParser<UInt8>(units, roots, records, self)
        defer { parser.releaseStack() }
        return try parser.parseText()
    }
}

private struct JSONParser<Unit: JSONUnit> {
    private let context: Context
    private let units: StringUnits
    private let text: Cell
    private let end: Int
    private var position = 0
    /// The text itself, if it is a string, and the values of open containers.
    private let roots: RootList
    private var reservedValues = 0
    private let records: JSONRecordList?
    private var transitions = [KnownTransition](repeating: KnownTransition(), count: 64)

    /// The property that was added to a shape last time.
    private struct KnownTransition {
        var shape: UInt = 0
        var child: UInt = 0
    }

    init(_ units: StringUnits, _ roots: RootList, _ records: JSONRecordList?, _ context: Context) {
        self.context = context
        self.units = units
        text = Cell(address: units.address)
        end = units.count
        self.roots = roots
        self.records = records
    }

    func releaseStack() { context.heap.unreserve(reservedValues * 8) }

    // MARK: Reading units

    @inline(__always) private func unit(at index: Int) -> Unit { text.load(index &* (Unit.bitWidth / 8), as: Unit.self) }
    /// The next unit, 0 at the end (which no token contains).
    @inline(__always) private var current: Unit { position < end ? unit(at: position) : 0 }

    @inline(__always) private mutating func skipSpace() {
        let start = position
        while position < end {
            let unit = unit(at: position)
            if unit > 0x20 || !(unit == 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09) { break }
            position &+= 1
        }
        if position &- start >= 64 { context.owe((position &- start) / 16) }
    }

    // MARK: Values

    mutating func parseText() throws(JSThrow) -> Value {
        skipSpace()
        let value = try parseValue()
        skipSpace()
        if position < end { throw JSONSyntaxErrors.unexpectedAfterEnd(units, position, context) }
        return value
    }

    private mutating func parseValue() throws(JSThrow) -> Value {
        try context.pay()
        let start = position
        let value: Value
        switch current {
        case 0x22:
            position &+= 1
            value = Value(try parseString())
        case 0x7B: return try parseObject()
        case 0x5B: return try parseArray()
        case 0x30...0x39, 0x2D: value = try parseNumber()
        case 0x74: value = try parseLiteral(.true, .true)
        case 0x66: value = try parseLiteral(.false, .false)
        case 0x6E: value = try parseLiteral(.null, .null)
        default: throw unexpected()
        }
        if let records { try records.addPrimitive(value, start, position, context) }
        return value
    }

    private mutating func parseLiteral(_ name: Name, _ value: Value) throws(JSThrow) -> Value {
        for character in StringUnits(name.string) {
            guard current == Unit(truncatingIfNeeded: character) else { throw unexpected() }
            position &+= 1
        }
        return value
    }

    private func unexpected() -> JSThrow { JSONSyntaxErrors.unexpected(units, position, context) }
    private func failure(_ message: String) -> JSThrow { JSONSyntaxErrors.failure(message, units, position, context) }

    /// Keeps a value until its container ends.
    @inline(__always) private mutating func push(_ value: Value) throws(JSThrow) {
        if roots.count &- 1 >= reservedValues { try growStack() }
        roots.appendReserved(value)
    }

    @inline(never) private mutating func growStack() throws(JSThrow) {
        let extra = max(1024, reservedValues)
        // Twice: while the array grows, the old one is there too.
        try context.heap.reserve(extra * 16)
        context.heap.unreserve(extra * 8)
        reservedValues += extra
        roots.reserveCapacity(reservedValues + 1)
    }

    // MARK: Arrays

    private mutating func parseArray() throws(JSThrow) -> Value {
        try context.checkNativeStack()
        let start = position
        let base = roots.count
        var list = JSONRecordList.Children()
        position &+= 1
        skipSpace()
        if current == 0x5D {
            position &+= 1
        } else {
            while true {
                let value = try parseValue()
                if let records { records.adopt(&list) }
                try push(value)
                skipSpace()
                let unit = current
                if unit == 0x2C {
                    position &+= 1
                    skipSpace()
                    continue
                }
                guard unit == 0x5D else { throw failure("Expected ',' or ']' after array element") }
                position &+= 1
                break
            }
        }
        let array = context.makeArray()
        let count = roots.count - base
        if count > 0 {
            try array.reserveElements(count, context)
            let elements = array.elements
            for index in 0..<count { elements[index] = roots[base &+ index] }
            elements.count = count
            array.arrayLength = UInt32(truncatingIfNeeded: count)
            roots.removeLast(count)
        }
        if let records { try records.addContainer(Value(array), start, position, list, context) }
        return Value(array)
    }

    // MARK: Objects

    private mutating func parseObject() throws(JSThrow) -> Value {
        try context.checkNativeStack()
        let start = position
        let base = roots.count
        var list = JSONRecordList.Children()
        var shape = context.objectShape
        // From the first property on that the shape cannot take, properties are added to the object itself.
        var object: JSObject?
        position &+= 1
        skipSpace()
        if current == 0x7D {
            position &+= 1
        } else {
            while true {
                guard current == 0x22 else {
                    throw failure(
                        base == roots.count && object == nil && unit(at: position &- 1) != 0x2C
                            ? "Expected property name or '}'" : "Expected double-quoted property name")
                }
                position &+= 1
                if object == nil, let child = knownTransition(shape), matches(child.lastKey) {
                    let value = try parseMember()
                    if let records { records.adopt(&list, child.lastKey) }
                    try push(value)
                    shape = child
                } else {
                    let key = try parseKey()
                    if object == nil, !key.isIndex, let step = addKey(key, to: shape) {
                        let value = try parseMember()
                        if let records { records.adopt(&list, key) }
                        if let slot = step.existingSlot {
                            roots[base + slot] = value
                        } else {
                            try push(value)
                            shape = step.shape
                        }
                    } else {
                        let target = object ?? makeObject(shape, base)
                        object = target
                        // On the list, so that the object is found while its members are read.
                        try push(Value(target))
                        let value = try parseMember()
                        if let records { records.adopt(&list, key) }
                        roots.removeLast()
                        _ = try context.createDataProperty(target, key, value)
                    }
                }
                skipSpace()
                let unit = current
                if unit == 0x2C {
                    position &+= 1
                    skipSpace()
                    continue
                }
                guard unit == 0x7D else { throw failure("Expected ',' or '}' after property value") }
                position &+= 1
                break
            }
        }
        let result = object ?? makeObject(shape, base)
        if let records { try records.addContainer(Value(result), start, position, list, context) }
        return Value(result)
    }

    /// The object of a shape with the values that wait from `base` on.
    private func makeObject(_ shape: Shape, _ base: Int) -> JSObject {
        let count = shape.slotCount
        let object = context.heap.makeObject(.object, shape, inlineSlots: max(count, 4))
        if count > 0 {
            let slots = object.slots
            for index in 0..<count { slots[index] = roots[base &+ index] }
            roots.removeLast(count)
        }
        return object
    }

    /// The colon and the value after a key.
    @inline(__always) private mutating func parseMember() throws(JSThrow) -> Value {
        skipSpace()
        guard current == 0x3A else { throw failure("Expected ':' after property name") }
        position &+= 1
        skipSpace()
        return try parseValue()
    }

    // MARK: Keys

    @inline(__always) private func transitionIndex(_ shape: Shape) -> Int {
        Int(truncatingIfNeeded: (shape.cell.address >> 6) ^ (shape.cell.address >> 12)) & 63
    }

    /// The shape that followed this one last time. Shapes that begin at `Object.prototype`'s live as long as the realm.
    @inline(__always) private func knownTransition(_ shape: Shape) -> Shape? {
        let known = transitions[transitionIndex(shape)]
        return known.shape == shape.cell.address ? Shape(cell: Cell(address: known.child)) : nil
    }

    /// Whether the text goes on with a key and its closing quote; if so, moves behind them.
    @inline(__always) private mutating func matches(_ key: PropertyKey) -> Bool {
        guard let atom = key.atom else { return false }
        let count = atom.length
        guard position &+ count < end, unit(at: position &+ count) == 0x22 else { return false }
        let characters = StringUnits(atom)
        guard StringUnits(address: units.address &+ UInt(position &* (Unit.bitWidth / 8)), count: count, isWide: Unit.isWide) == characters
        else { return false }
        // The text of a key with a backslash or quote in it is different from the key.
        position &+= count &+ 1
        return true
    }

    /// The shape with one more key, or where a shape already has the key. nil when an object cannot take it that way.
    private mutating func addKey(_ key: PropertyKey, to shape: Shape) -> (shape: Shape, existingSlot: Int?)? {
        if let location = shape.find(key, context.heap) { return (shape, location.slot) }
        guard let child = shape.adding(key, .all, context.heap) else { return nil }
        if !containsEscapable(key) {
            transitions[transitionIndex(shape)] = KnownTransition(shape: shape.cell.address, child: child.cell.address)
        }
        return (child, nil)
    }

    /// Whether the text of a key may be written otherwise than the key itself.
    private func containsEscapable(_ key: PropertyKey) -> Bool {
        guard let atom = key.atom else { return true }
        return StringUnits(atom).firstJSONEscape(from: 0, to: atom.length) < atom.length
    }

    /// A property name; the opening quote is read.
    private mutating func parseKey() throws(JSThrow) -> PropertyKey {
        let start = position
        let stop = try scanString()
        guard unit(at: stop) == 0x22 else {
            position = start
            return context.key(of: try parseString())
        }
        position = stop &+ 1
        let count = stop &- start
        if count > 0, !(unit(at: start) >= 0x30 && unit(at: start) <= 0x39) {
            if count == 1, let character = UInt8(exactly: unit(at: start)) {
                return PropertyKey(atom: StaticAtoms.shared.character(character))
            }
            let name = StringUnits(
                address: units.address &+ UInt(start &* (Unit.bitWidth / 8)), count: count, isWide: Unit.isWide)
            if count >= 64 { try context.pay(count / 16) }
            if let atom = context.heap.atoms.find(name) { return PropertyKey(atom: atom) }
        }
        return context.key(of: try context.makeString(units, start, stop))
    }

    // MARK: Strings

    /// The position of the next quote, backslash or control character, which must exist.
    @inline(__always) private func scanString() throws(JSThrow) -> Int {
        var index = position
        if !Unit.isWide {
            while index &+ 8 <= end {
                if StringUnits.hasJSONEscape(text.loadUnaligned(index)) { break }
                index &+= 8
            }
        }
        while index < end {
            let unit = unit(at: index)
            if unit == 0x22 || unit == 0x5C || unit < 0x20 { return index }
            index &+= 1
        }
        throw JSONSyntaxErrors.failure("Unterminated string", units, end, context)
    }

    /// A string; the opening quote is read.
    private mutating func parseString() throws(JSThrow) -> JSString {
        let start = position
        let stop = try scanString()
        if unit(at: stop) == 0x22 {
            position = stop &+ 1
            return try context.makeString(units, start, stop)
        }
        return try parseEscapedString(start, stop)
    }

    @inline(never) private mutating func parseEscapedString(_ start: Int, _ stop: Int) throws(JSThrow) -> JSString {
        var builder = TextBuilder(context)
        try builder.append(units, from: start, to: stop)
        position = stop
        while true {
            let unit = unit(at: position)
            if unit == 0x22 { break }
            if unit != 0x5C { throw failure("Bad control character in string literal") }
            try context.pay()
            position &+= 1
            try parseEscape(&builder)
            let next = try scanString()
            try builder.append(units, from: position, to: next)
            position = next
        }
        position &+= 1
        return try builder.take()
    }

    /// What follows a backslash.
    private mutating func parseEscape(_ builder: inout TextBuilder) throws(JSThrow) {
        guard position < end else { throw failure("Unterminated string") }
        let unit = unit(at: position)
        position &+= 1
        switch unit {
        case 0x22, 0x5C, 0x2F: try builder.append(UInt8(truncatingIfNeeded: unit))
        case 0x62: try builder.append(0x08)
        case 0x66: try builder.append(0x0C)
        case 0x6E: try builder.append(0x0A)
        case 0x72: try builder.append(0x0D)
        case 0x74: try builder.append(0x09)
        case 0x75:
            var value: UInt16 = 0
            for _ in 0..<4 {
                guard let digit = hexValue(current) else { throw failure("Bad Unicode escape") }
                value = value << 4 | digit
                position &+= 1
            }
            try builder.append(unit: value)
        default:
            position &-= 1
            throw failure("Bad escaped character")
        }
    }

    private func hexValue(_ unit: Unit) -> UInt16? {
        switch unit {
        case 0x30...0x39: UInt16(truncatingIfNeeded: unit) - 0x30
        case 0x41...0x46: UInt16(truncatingIfNeeded: unit) - 0x37
        case 0x61...0x66: UInt16(truncatingIfNeeded: unit) - 0x57
        default: nil
        }
    }

    // MARK: Numbers

    private mutating func parseNumber() throws(JSThrow) -> Value {
        let start = position
        let isNegative = current == 0x2D
        if isNegative { position &+= 1 }
        var mantissa: UInt64 = 0
        let firstDigit = position
        if current == 0x30 {
            position &+= 1
            if current >= 0x30 && current <= 0x39 { throw failure("Unexpected number") }
        } else {
            readDigits(&mantissa)
            if position == firstDigit { throw failure("No number after minus sign") }
        }
        var digits = position &- firstDigit
        var exponent = 0
        let unit = current
        if unit != 0x2E && unit | 0x20 != 0x65 {
            // An integer.
            if digits <= 9 {
                let value = Int32(truncatingIfNeeded: mantissa)
                if !isNegative { return Value(int: value) }
                return value == 0 ? Value(double: -0.0) : Value(int: 0 &- value)
            }
        } else {
            if unit == 0x2E {
                position &+= 1
                let firstFractionDigit = position
                readDigits(&mantissa)
                let count = position &- firstFractionDigit
                if count == 0 { throw failure("Unterminated fractional number") }
                digits &+= count
                exponent = 0 &- count
            }
            if current | 0x20 == 0x65 {
                position &+= 1
                let isExponentNegative = current == 0x2D
                if current == 0x2D || current == 0x2B { position &+= 1 }
                var value: UInt64 = 0
                let firstExponentDigit = position
                readDigits(&value)
                if position == firstExponentDigit { throw failure("Exponent part is missing a number") }
                // Too many digits for the quick way.
                if position &- firstExponentDigit > 4 { digits = 100 } else { exponent &+= isExponentNegative ? 0 &- Int(value) : Int(value) }
            }
        }
        // Mantissa and power of ten are exact doubles: their product or quotient is rounded once.
        if digits <= 19 && mantissa <= 1 << 53 && exponent >= -22 && exponent <= 22 {
            let exact = Double(mantissa)
            let number = exponent < 0 ? exact / powersOfTen[0 &- exponent] : exact * powersOfTen[exponent]
            return Value(number: isNegative ? -number : number)
        }
        try context.pay((position - start) / 16)
        let byteCount = position - start
        try context.heap.reserve(byteCount)
        defer { context.heap.unreserve(byteCount) }
        let number = context.decimalLiteral(units, isNegative ? start &+ 1 : start, position)
        return Value(number: isNegative ? -number : number)
    }

    /// Adds decimal digits to a number, which overflows when there are too many.
    @inline(__always) private mutating func readDigits(_ number: inout UInt64) {
        while position < end {
            let digit = unit(at: position) &- 0x30
            if digit > 9 { return }
            number = number &* 10 &+ UInt64(truncatingIfNeeded: digit)
            position &+= 1
        }
    }
}

private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

/// The SyntaxErrors of `JSON.parse`, in the words of V8.
private enum JSONSyntaxErrors {
    static func endOfInput(_ context: Context) -> JSThrow {
        context.throwError(.syntaxError, "Unexpected end of JSON input")
    }

    static func failure(_ message: String, _ units: StringUnits, _ position: Int, _ context: Context) -> JSThrow {
        context.owe(position / 16)
        var line = 1
        var lineStart = 0
        for index in 0..<min(position, units.count) where units[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        return context.throwError(
            .syntaxError,
            "\(message)\(message.hasSuffix("JSON") ? "" : " in JSON") at position \(position) (line \(line) column \(position - lineStart + 1))")
    }

    static func unexpectedAfterEnd(_ units: StringUnits, _ position: Int, _ context: Context) -> JSThrow {
        failure("Unexpected non-whitespace character after JSON", units, position, context)
    }

    static func unexpected(_ units: StringUnits, _ position: Int, _ context: Context) -> JSThrow {
        if position >= units.count { return endOfInput(context) }
        let unit = units[position]
        if unit == 0x22 { return failure("Unexpected string", units, position, context) }
        let whole = excerpt(units, 0, units.count)
        if whole == "undefined" || whole == "[object Object]" {
            return context.throwError(.syntaxError, "\"\(whole)\" is not valid JSON")
        }
        let token = excerpt(units, position, position + units.codePoint(at: position).length)
        // Ten units to either side of the token are shown of a longer text.
        var text = "\"\(whole)\""
        if units.count > 20 {
            let start = max(position - 10, 0)
            let end = min(position + 10, units.count)
            text = (position >= 10 ? "..." : "") + "\"\(excerpt(units, start, end))\"" + (end < units.count ? "..." : "")
        }
        return context.throwError(.syntaxError, "Unexpected token '\(token)', \(text) is not valid JSON")
    }

    private static func excerpt(_ units: StringUnits, _ start: Int, _ end: Int) -> String {
        String(decoding: units[start..<min(end, start + 40)], as: UTF16.self)
    }
}
