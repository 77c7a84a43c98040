// Typed elements in raw memory: reading, writing, searching, moving.
//
// The "bits" of an element are its bytes as an unsigned number, sec-rawbytestonumeric and sec-numerictorawbytes; conversion to and
// from values goes through them. Addresses come from `ArrayBufferData` and ranges have been checked against its length.

import JSNumerics

enum ElementMemory {
    // MARK: One element

    /// Any alignment.
    @inline(__always) static func load<T: BitwiseCopyable>(_ address: UInt, as type: T.Type) -> T {
        unsafe UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped.loadUnaligned(as: type)
    }
    @inline(__always) static func store<T: BitwiseCopyable>(_ value: T, _ address: UInt) {
        unsafe UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped.storeBytes(of: value, as: T.self)
    }

    static func loadBits(_ address: UInt, size: Int) -> UInt64 {
        switch size {
        case 1: UInt64(load(address, as: UInt8.self))
        case 2: UInt64(load(address, as: UInt16.self))
        case 4: UInt64(load(address, as: UInt32.self))
        default: load(address, as: UInt64.self)
        }
    }

    @inline(__always) static func storeBits(_ bits: UInt64, _ address: UInt, size: Int) {
        switch size {
        case 1: store(UInt8(truncatingIfNeeded: bits), address)
        case 2: store(UInt16(truncatingIfNeeded: bits), address)
        case 4: store(UInt32(truncatingIfNeeded: bits), address)
        default: store(bits, address)
        }
    }

    /// An element of a type with content type Number.
    @inline(__always) static func number(_ type: TypedArrayType, _ address: UInt) -> Value {
        switch type {
        case .int8: Value(int: Int32(load(address, as: Int8.self)))
        case .uint8, .uint8Clamped: Value(int: Int32(load(address, as: UInt8.self)))
        case .int16: Value(int: Int32(load(address, as: Int16.self)))
        case .uint16: Value(int: Int32(load(address, as: UInt16.self)))
        case .int32: Value(int: load(address, as: Int32.self))
        case .uint32: Value(load(address, as: UInt32.self))
        case .float16: Value(double: Float16Conversion.value(bits: load(address, as: UInt16.self)))
        case .float32: Value(double: Double(load(address, as: Float.self)))
        case .float64: Value(double: load(address, as: Double.self))
        case .bigInt64, .bigUint64: .undefined
        }
    }

    /// sec-rawbytestonumeric for bits.
    static func value(_ type: TypedArrayType, bits: UInt64, _ context: Context) throws(JSThrow) -> Value {
        switch type {
        case .int8: Value(int: Int32(Int8(truncatingIfNeeded: bits)))
        case .uint8, .uint8Clamped: Value(int: Int32(UInt8(truncatingIfNeeded: bits)))
        case .int16: Value(int: Int32(Int16(truncatingIfNeeded: bits)))
        case .uint16: Value(int: Int32(UInt16(truncatingIfNeeded: bits)))
        case .int32: Value(int: Int32(truncatingIfNeeded: bits))
        case .uint32: Value(UInt32(truncatingIfNeeded: bits))
        case .float16: Value(double: Float16Conversion.value(bits: UInt16(truncatingIfNeeded: bits)))
        case .float32: Value(double: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
        case .float64: Value(double: Double(bitPattern: bits))
        case .bigInt64: context.makeBigInt(Int128(Int64(bitPattern: bits)))
        case .bigUint64: context.makeBigInt(Int128(bits))
        }
    }

    /// sec-numerictorawbytes for a number.
    @inline(__always) static func bits(_ type: TypedArrayType, number: Double) -> UInt64 {
        switch type {
        case .int8, .uint8, .int16, .uint16, .int32, .uint32: UInt64(UInt32(bitPattern: Context.toInt32(number)))
        case .uint8Clamped: clampedBits(number)
        case .float16: UInt64(Float16Conversion.bits(rounding: number))
        case .float32: UInt64(Float(number).bitPattern)
        case .float64: number.bitPattern
        case .bigInt64, .bigUint64: 0
        }
    }

    /// sec-touint8clamp
    private static func clampedBits(_ number: Double) -> UInt64 {
        if !(number > 0) { return 0 }
        return number >= 255 ? 255 : UInt64(number.rounded(.toNearestOrEven))
    }

    // MARK: Runs of elements

    /// Writes the same bits to elements that follow each other.
    static func fill(_ address: UInt, count: Int, size: Int, bits: UInt64) {
        switch size {
        case 1: fill(address, count, UInt8(truncatingIfNeeded: bits))
        case 2: fill(address, count, UInt16(truncatingIfNeeded: bits))
        case 4: fill(address, count, UInt32(truncatingIfNeeded: bits))
        default: fill(address, count, bits)
        }
    }

    private static func fill<T: FixedWidthInteger & BitwiseCopyable>(_ address: UInt, _ count: Int, _ value: T) {
        for index in 0..<count { store(value, address &+ UInt(bitPattern: index &* MemoryLayout<T>.size)) }
    }

    static func reverse(_ address: UInt, count: Int, size: Int) {
        var low = address
        var high = address &+ UInt(bitPattern: (count &- 1) &* size)
        while low < high {
            let bits = loadBits(low, size: size)
            storeBits(loadBits(high, size: size), low, size: size)
            storeBits(bits, high, size: size)
            low &+= UInt(bitPattern: size)
            high &-= UInt(bitPattern: size)
        }
    }

    /// Converts elements from one type with content type Number to another; the ranges do not overlap.
    static func convert(_ count: Int, from sourceType: TypedArrayType, _ source: UInt, to type: TypedArrayType, _ target: UInt) {
        for index in 0..<count {
            let number = number(sourceType, source &+ UInt(bitPattern: index << sourceType.sizeShift)).uncheckedNumber
            storeBits(bits(type, number: number), target &+ UInt(bitPattern: index << type.sizeShift), size: type.size)
        }
    }

    /// Copies bytes one after the other in ascending order, so that what was copied may be copied again.
    static func copyAscending(_ count: Int, from source: UInt, to target: UInt) {
        if target <= source || target >= source &+ UInt(bitPattern: count) { return RawBytes.copy(count, from: source, to: target) }
        for index in 0..<count {
            store(load(source &+ UInt(bitPattern: index), as: UInt8.self), target &+ UInt(bitPattern: index))
        }
    }

    /// Exchanges the two orders of bytes.
    static func swapped(_ bits: UInt64, size: Int) -> UInt64 { bits.byteSwapped >> UInt64(64 &- size &* 8) }

    // MARK: Searching

    /// What elements are compared with: equal bits, or an equal number.
    enum Needle {
        case bits(UInt64)
        case number(Double)
        case notANumber
        /// No element of the type is equal.
        case nothing

        /// `includes` finds NaN (sec-samevaluezero), `indexOf` does not (sec-isstrictlyequal).
        init(_ value: Value, _ type: TypedArrayType, findsNaN: Bool) {
            self = .nothing
            if type.isBigInt {
                guard let big = value.asBigInt else { return }
                if type == .bigUint64, !big.isNegative, big.count <= 1 { self = .bits(big.low) }
                if type == .bigInt64, let int = big.int64 { self = .bits(UInt64(bitPattern: int)) }
            } else if let number = value.asNumber {
                if number.isNaN {
                    if findsNaN && type.isFloat { self = .notANumber }
                } else if type.isFloat {
                    self = .number(number)
                } else {
                    let bits = ElementMemory.bits(type, number: number)
                    let mask = type.size == 4 ? 0xFFFF_FFFF : UInt64(1) << UInt64(type.size * 8) &- 1
                    let isSigned = type == .int8 || type == .int16 || type == .int32
                    let shift = 64 - UInt64(type.size * 8)
                    let back = isSigned ? Double(Int64(bitPattern: bits << shift) >> Int64(shift)) : Double(bits & mask)
                    if back == number { self = .bits(bits & mask) }
                }
            }
        }
    }

    /// Whether an element is what is looked for.
    @inline(__always) static func matches(_ needle: Needle, _ type: TypedArrayType, _ address: UInt) -> Bool {
        switch needle {
        case .bits(let bits): loadBits(address, size: type.size) == bits
        case .number(let number): ElementMemory.number(type, address).uncheckedNumber == number
        case .notANumber: ElementMemory.number(type, address).uncheckedNumber.isNaN
        case .nothing: false
        }
    }

    /// The first position in `start..<end` that matches, or -1.
    static func firstIndex(of needle: Needle, _ type: TypedArrayType, _ base: UInt, _ start: Int, _ end: Int) -> Int {
        if case .nothing = needle { return -1 }
        if case .bits(let bits) = needle {
            switch type.size {
            case 1: return firstIndex(of: UInt8(truncatingIfNeeded: bits), base, start, end)
            case 2: return firstIndex(of: UInt16(truncatingIfNeeded: bits), base, start, end)
            case 4: return firstIndex(of: UInt32(truncatingIfNeeded: bits), base, start, end)
            default: return firstIndex(of: bits, base, start, end)
            }
        }
        var index = start
        while index < end {
            if matches(needle, type, base &+ UInt(bitPattern: index << type.sizeShift)) { return index }
            index &+= 1
        }
        return -1
    }

    private static func firstIndex<T: FixedWidthInteger & BitwiseCopyable>(of value: T, _ base: UInt, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            if load(base &+ UInt(bitPattern: index &* MemoryLayout<T>.size), as: T.self) == value { return index }
            index &+= 1
        }
        return -1
    }
}
