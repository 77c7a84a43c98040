// Values to JSON text, for `JSON.stringify`, for hosts, and for the results of scripts.
//
// The steps are those of the specification, with one short cut: for a plain object whose shape the serializer has met before, it
// keeps the slots of the properties and their quoted keys, and knows that there is no `toJSON` anywhere as long as no prototype has
// changed. Whenever code of the script may have run, it looks again whether the object still has that shape.

/// Why a value has no JSON form that says all of it; see `Context.serializeResult`.
enum SerializationFailure: Error {
    /// Code of the script threw (`toJSON`, a getter), or the script was ended.
    case thrown(JSThrow)
    /// The message names the path of the value, for example `result.items[3].callback is a function`.
    case notSerializable(message: String)
}

struct JSONSerializer: ~Copyable {
    /// What becomes of values that JSON does not know.
    enum Strictness {
        /// As `JSON.stringify` has it: left out, null, or a TypeError.
        case specification
        /// Only `undefined` is left out; everything else is a failure.
        case result
    }

    private let context: Context
    private let strictness: Strictness
    var text: TextBuilder
    /// [[ReplacerFunction]], or undefined.
    var replacer = Value.undefined
    /// [[PropertyList]]
    var propertyList: KeyList?
    /// The message of a failure in strictness `result`.
    private(set) var failure: String?

    private var gap: JSString?
    private var depth = 0
    private let plans: ShapePlans
    /// The objects under way, outermost first, and the keys that led to them. Those before `bottom` are of serializers in whose
    /// `toJSON` or replacer this one runs.
    private let stack: RootList
    private let path: RootList
    private let bottom: Int
    /// Where arrays were last seen to have no `toJSON`.
    private var plainArrayEpoch: UInt64 = 0

    init(_ context: Context, _ strictness: Strictness = .specification) {
        self.context = context
        self.strictness = strictness
        text = TextBuilder(context)
        plans = context.shapePlans()
        plans.begin()
        stack = plans.stack
        path = plans.path
        bottom = stack.count
    }

    deinit {
        stack.removeLast(stack.count - bottom)
        path.removeLast(path.count - bottom)
        plans.end()
    }

    /// The steps of sec-json.stringify that make the gap of the argument `space`.
    mutating func setGap(_ space: Value) throws(JSThrow) {
        var space = space
        if let object = space.asObject, object.kind == .primitiveWrapper {
            if object.internalValue.isNumber {
                space = Value(number: try context.toNumber(space))
            } else if object.internalValue.isString {
                space = Value(try context.toString(space))
            }
        }
        if space.isNumber {
            let count = min(max(try context.toClampedInteger(space), 0), 10)
            if count > 0 { gap = context.makeString(String(repeating: " ", count: count)) }
        } else if let string = space.asString, string.length > 0 {
            gap = try context.flattened(context.substring(string, 0, min(10, string.length)))
        }
    }

    /// Appends the text of a value, as the only property of an object with the empty string as its key. Returns false for a value
    /// that has none.
    mutating func serialize(_ value: Value) throws(JSThrow) -> Bool {
        let key = PropertyKey(atom: context.emptyString)
        var holder = Value.undefined
        if !replacer.isUndefined {
            let wrapper = context.makeObject()
            try context.createDataPropertyOrThrow(wrapper, key, value)
            holder = Value(wrapper)
        }
        return try serializeProperty(value, key, holder)
    }

    // MARK: Values

    /// sec-serializejsonproperty, after the value was read. Returns false for undefined.
    @inline(__always)
    private mutating func serializeProperty(_ value: Value, _ key: PropertyKey, _ holder: Value) throws(JSThrow) -> Bool {
        if replacer.isUndefined {
            if value.isInt {
                try text.append(decimal: Int(value.uncheckedInt))
                return true
            }
            if value.isString {
                try quote(value.uncheckedString)
                return true
            }
        }
        return try serializeOther(value, key, holder)
    }

    @inline(never)
    private mutating func serializeOther(_ original: Value, _ key: PropertyKey, _ holder: Value) throws(JSThrow) -> Bool {
        var value = original
        if value.isObject && !hasNoToJSON(value.uncheckedObject) || value.isBigInt {
            let toJSON = try context.getV(value, PropertyKey(.toJSON))
            if toJSON.isCallable { value = try context.call(toJSON, value, context.value(of: key)) }
        }
        if !replacer.isUndefined { value = try context.call(replacer, holder, context.value(of: key), value) }
        if let object = value.asObject {
            if object.kind == .primitiveWrapper {
                let primitive = object.internalValue
                if primitive.isNumber {
                    value = Value(number: try context.toNumber(value))
                } else if primitive.isString {
                    value = Value(try context.toString(value))
                } else if primitive.isBoolean || primitive.isBigInt {
                    value = primitive
                }
            } else if context.isRawJSON(object) {
                try text.append(context.toString(context.get(object, PropertyKey(.rawJSON))))
                return true
            }
        }
        return try serializePlain(value, key)
    }

    private mutating func serializePlain(_ value: Value, _ key: PropertyKey) throws(JSThrow) -> Bool {
        if value.isNumber {
            let number = value.uncheckedNumber
            if value.isInt {
                try text.append(decimal: Int(value.uncheckedInt))
            } else if number.isFinite {
                try text.append(latin1: context.numberText(number))
            } else {
                if strictness == .result { throw fail(key, "is \(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")") }
                try text.append("null")
            }
            return true
        }
        if value.isNull {
            try text.append("null")
            return true
        }
        if value.isBoolean {
            if value.isTrue { try text.append("true") } else { try text.append("false") }
            return true
        }
        guard let cell = value.asCell else { return false }
        switch cell.kind {
        case .string:
            try quote(value.uncheckedString)
            return true
        case .bigint:
            if strictness == .result { throw fail(key, "is a BigInt") }
            throw context.throwError(.typeError, "Do not know how to serialize a BigInt")
        case .symbol:
            if strictness == .result { throw fail(key, "is a symbol") }
            return false
        default:
            let object = value.uncheckedObject
            if object.isCallable {
                if strictness == .result { throw fail(key, "is a function") }
                return false
            }
            try enter(object, key)
            let isArray = object.kind == .array ? true : try context.isArray(value)
            if isArray { try serializeArray(object) } else { try serializeObject(object) }
            stack.removeLast()
            path.removeLast()
            return true
        }
    }

    /// Whether reading `toJSON` of an object is known to give undefined without running code.
    @inline(__always) private mutating func hasNoToJSON(_ object: JSObject) -> Bool {
        if object.kind == .array {
            if object.shape != context.arrayShape { return false }
            if plainArrayEpoch == context.prototypeEpoch { return true }
            guard context.hasNoPlainProperty(object, PropertyKey(.toJSON)) else { return false }
            plainArrayEpoch = context.prototypeEpoch
            return true
        }
        guard object.kind == .object, let plan = plans.plan(of: object.shape) else { return false }
        if plans[plan].plainEpoch == context.prototypeEpoch { return true }
        guard context.hasNoPlainProperty(object, PropertyKey(.toJSON)) else { return false }
        plans[plan].plainEpoch = context.prototypeEpoch
        return true
    }

    // MARK: Objects and arrays

    /// Notes that the members of an object come next.
    private mutating func enter(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) {
        try context.checkNativeStack()
        var index = stack.count
        if index - bottom >= 32 { try context.pay((index - bottom) / 16) }
        let value = Value(object)
        while index > bottom {
            index &-= 1
            if stack[index] == value { throw cycle(from: index, key) }
        }
        // Native frames take far more than this; they are limited by the check above.
        stack.appendReserved(value)
        path.appendReserved(Value(bits: key.bits))
    }

    /// sec-serializejsonobject
    private mutating func serializeObject(_ object: JSObject) throws(JSThrow) {
        try text.append(0x7B)
        depth += 1
        let start = text.count
        if let propertyList {
            for key in propertyList { try serializeMember(of: object, key, start) }
        } else if let plan = try plans.plan(for: object, context) {
            try serialize(object, plans[plan], start)
        } else {
            for key in try context.enumerableOwnStringKeys(object) { try serializeMember(of: object, key, start) }
        }
        depth -= 1
        if text.count > start { try newLine() }
        try text.append(0x7D)
    }

    /// The members of an object of a known shape.
    private mutating func serialize(_ object: JSObject, _ plan: ShapePlans.Plan, _ start: Int) throws(JSThrow) {
        try context.pay(plan.members.count)
        for index in plan.members {
            let member = plans.members[index]
            // Code that ran for an earlier member may have changed the object.
            guard object.shape == plan.shape else {
                try serializeMember(of: object, member.key, start)
                continue
            }
            let value = object.slots[member.slot]
            if value.isUndefined && replacer.isUndefined { continue }
            let before = text.count
            if before > start { try text.append(0x2C) }
            try newLine()
            try text.append(member.quoted, from: 0, to: member.quoted.length)
            if gap != nil { try text.append(0x20) }
            if try !serializeProperty(value, member.key, Value(object)) { text.truncate(to: before) }
        }
    }

    private mutating func serializeMember(of object: JSObject, _ key: PropertyKey, _ start: Int) throws(JSThrow) {
        try context.pay()
        let value = try context.get(object, key)
        let before = text.count
        if before > start { try text.append(0x2C) }
        try newLine()
        try quote(context.toString(context.value(of: key)))
        try text.append(0x3A)
        if gap != nil { try text.append(0x20) }
        if try !serializeProperty(value, key, Value(object)) { text.truncate(to: before) }
    }

    /// sec-serializejsonarray
    private mutating func serializeArray(_ array: JSObject) throws(JSThrow) {
        let length = try context.lengthOfArrayLike(array)
        try text.append(0x5B)
        depth += 1
        for index in 0..<length {
            try context.pay()
            if index > 0 { try text.append(0x2C) }
            try newLine()
            let value = try context.getElement(array, index)
            if try !serializeProperty(value, PropertyKey(index: UInt32(truncatingIfNeeded: index)), Value(array)) {
                try text.append("null")
            }
        }
        depth -= 1
        if length > 0 { try newLine() }
        try text.append(0x5D)
    }

    /// With a gap: a new line and its indentation.
    @inline(__always) private mutating func newLine() throws(JSThrow) {
        if gap != nil { try indent() }
    }

    @inline(never) private mutating func indent() throws(JSThrow) {
        guard let gap else { return }
        try text.append(0x0A)
        try context.pay(depth / 16)
        for _ in 0..<depth { try text.append(gap, from: 0, to: gap.length) }
    }

    // MARK: Strings

    /// sec-quotejsonstring
    @inline(__always) private mutating func quote(_ string: JSString) throws(JSThrow) {
        try text.appendJSONQuoted(string, context)
    }

    // MARK: Failures

    private mutating func fail(_ key: PropertyKey, _ what: String) -> JSThrow {
        failure = "\(pathText(to: key)) \(what)"
        return .exception
    }

    /// `result.items[3].callback`
    private func pathText(to key: PropertyKey) -> String {
        var text = "result"
        // The first key is that of the whole value; there is none for it.
        let keys = path.count == bottom ? [] : path.dropFirst(bottom + 1).map { PropertyKey(bits: $0.bits) } + [key]
        for (index, key) in keys.enumerated() {
            if index > 100 { return text + "…" }
            text += context.propertyAccessText(key)
        }
        return text
    }

    private mutating func cycle(from first: Int, _ key: PropertyKey) -> JSThrow {
        if strictness == .result { return fail(key, "refers back to an object that contains it") }
        // The lines of V8's message.
        func name(_ index: Int) -> String { stack[index].asObject.map { context.className(of: $0) } ?? "Object" }
        func property(_ key: PropertyKey) -> String {
            if let index = key.index { return "index \(index)" }
            return "property '\(context.describe(key))'"
        }
        var message = "Converting circular structure to JSON\n    --> starting at object with constructor '\(name(first))'"
        let last = stack.count - 1
        for index in first + 1..<max(last + 1, first + 1) {
            // Of long ways only the beginning and the end.
            if last - first > 4 && index > first + 1 && index < last {
                if index == first + 2 { message += "\n    |     ..." }
                continue
            }
            let step = property(PropertyKey(bits: path[index].bits))
            message += "\n    |     \(step) -> object with constructor '\(name(index))'"
        }
        message += "\n    --- \(property(key)) closes the circle"
        return context.throwError(.typeError, message)
    }
}

extension TextBuilder {
    /// sec-quotejsonstring
    mutating func appendJSONQuoted(_ string: JSString, _ context: Context) throws(JSThrow) {
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        try append(0x22)
        var position = 0
        while true {
            let stop = units.firstJSONEscape(from: position, to: units.count)
            try append(units, from: position, to: stop)
            if stop == units.count { break }
            position = try appendJSONEscape(units, stop)
        }
        context.keepAlive(flat)
        try append(0x22)
    }

    /// Appends the unit at a position in its escaped form, or a surrogate pair as it is. Returns the position after it.
    private mutating func appendJSONEscape(_ units: StringUnits, _ position: Int) throws(JSThrow) -> Int {
        let unit = units[position]
        switch unit {
        case 0x22: try append("\\\"")
        case 0x5C: try append("\\\\")
        case 0x08: try append("\\b")
        case 0x0C: try append("\\f")
        case 0x0A: try append("\\n")
        case 0x0D: try append("\\r")
        case 0x09: try append("\\t")
        default:
            let length = unit >= 0x20 ? units.codePoint(at: position).length : 1
            if length == 2 {
                try append(units, from: position, to: position + 2)
                return position + 2
            }
            try append("\\u")
            for shift: UInt16 in [12, 8, 4, 0] {
                let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
                try append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return position + 1
    }
}

extension Context {
    /// The JSON text of a value in UTF-8, as `JSON.stringify` without further arguments gives it; nil for undefined.
    func stringifyJSON(_ value: Value) throws(JSThrow) -> [UInt8]? {
        var serializer = JSONSerializer(self)
        guard try serializer.serialize(value) else { return nil }
        return try serializer.text.utf8()
    }

    /// The JSON text of the result of a script in UTF-8: as `JSON.stringify` gives it, but a function, symbol, BigInt, cycle or
    /// number that is not finite is a failure. The text of `undefined` is `null`.
    func serializeResult(_ value: Value) throws(SerializationFailure) -> [UInt8] {
        var serializer = JSONSerializer(self, .result)
        do throws(JSThrow) {
            guard try serializer.serialize(value) else { return Array("null".utf8) }
            return try serializer.text.utf8()
        } catch {
            if error == .exception, let message = serializer.failure { throw .notSerializable(message: message) }
            throw .thrown(error)
        }
    }

    /// A property access as a script would write it: `.name`, `[3]` or `["other name"]`.
    fileprivate func propertyAccessText(_ key: PropertyKey) -> String {
        if let index = key.index { return "[\(index)]" }
        let name = key.atom.map { abridged($0) } ?? ""
        let isIdentifier = name.utf8.enumerated().allSatisfy { index, byte in
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte == 0x24 || (index > 0 && byte >= 0x30 && byte <= 0x39)
        }
        return isIdentifier && !name.isEmpty ? "." + name : "[\"\(name)\"]"
    }

    /// Whether reading a property of an ordinary object gives undefined and runs no code, because nobody has it.
    fileprivate func hasNoPlainProperty(_ object: JSObject, _ key: PropertyKey) -> Bool {
        var next: JSObject? = object
        var depth = 0
        while let current = next {
            depth += 1
            if depth > 64 || current.kind == .proxy || current.kind == .typedArray || current.findOwn(key, self) != nil { return false }
            next = current.prototype
        }
        return true
    }
}
