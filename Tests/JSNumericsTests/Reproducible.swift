// Random but reproducible input. Long lists of results are compared by one hash (FNV-1a); the expected values were computed by
// other software from the same input.

struct Reproducible {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }

    /// Doubles of all sizes, short decimals and integers.
    mutating func double() -> Double {
        switch below(4) {
        case 0:
            while true {
                let value = Double(bitPattern: next())
                if value.isFinite { return value }
            }
        case 1:
            let numerator = Double(Int(below(2_000_001)) - 1_000_000)
            return numerator / [1, 10, 100, 1000, 10000, 100000][Int(below(6))]
        case 2:
            let value = next()
            return Double(value >> below(64))
        default:
            let significand = Double(below(1 << 53))
            return Double(sign: .plus, exponent: Int(below(120)) - 90, significand: significand)
        }
    }
}

struct ContentHash: Equatable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ element: UInt64) {
        value = (value ^ element) &* 0x100_0000_01B3
    }

    mutating func add(_ text: some Sequence<UInt8>) {
        for character in text { add(UInt64(character)) }
        add(0x2C)
    }

    mutating func add(unterminated text: some Sequence<UInt8>) {
        for character in text { add(UInt64(character)) }
    }
}

func string(_ text: some Sequence<UInt8>) -> String {
    String(decoding: Array(text), as: UTF8.self)
}
