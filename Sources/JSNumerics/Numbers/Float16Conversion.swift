// IEEE 754 binary16, by its bits: the standard library's own type does not exist on every platform.

/// Conversions between Number and half precision.
public enum Float16Conversion {
    /// The bits of the half precision number nearest to `value`, ties to even, rounded once.
    public static func bits(rounding value: Double) -> UInt16 {
        let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
        let magnitude = value.magnitude
        if value.isNaN { return 0x7E00 }
        // 65520 is the midpoint between the largest finite value and the next power of two.
        if magnitude >= 65520 { return sign | 0x7C00 }
        if magnitude < 0x1p-14 {
            // Subnormal: multiples of 2**-24. The largest one rounds up into the smallest normal number by itself.
            return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven))
        }
        let exponent = Int(magnitude.exponent)
        let scaled = Double(sign: .plus, exponent: 10 - exponent, significand: magnitude).rounded(.toNearestOrEven)
        // `scaled` is in 1024...2048; a carry into the exponent is what addition makes of 2048.
        return sign | (UInt16(exponent + 14) << 10 &+ UInt16(scaled))
    }

    /// The value of half precision bits.
    public static func value(bits: UInt16) -> Double {
        let sign: FloatingPointSign = bits & 0x8000 == 0 ? .plus : .minus
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Double(bits & 0x3FF)
        switch exponent {
        case 0: return Double(sign: sign, exponent: -24, significand: fraction)
        case 31: return fraction == 0 ? (sign == .plus ? .infinity : -.infinity) : .nan
        default: return Double(sign: sign, exponent: exponent - 25, significand: fraction + 1024)
        }
    }

    /// `Math.f16round`.
    public static func f16round(_ value: Double) -> Double {
        value.isNaN ? .nan : Self.value(bits: bits(rounding: value))
    }
}
