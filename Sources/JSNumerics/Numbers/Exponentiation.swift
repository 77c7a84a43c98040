// Number::exponentiate: the C library's pow, but for the cases where ECMAScript differs from IEEE 754.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// `Number::exponentiate` (`sec-numeric-types-number-exponentiate`).
public func numberExponentiate(_ base: Double, _ exponent: Double) -> Double {
    // pow says 1 for both of these.
    if exponent.isNaN { return .nan }
    if base.magnitude == 1 && exponent.isInfinite { return .nan }
    return pow(base, exponent)
}
