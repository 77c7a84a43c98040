// Number.prototype.toString for a radix other than 10.
//
// The specification leaves the digits of a fraction open. These are the ones that V8 prints: as many as are needed to tell
// the value from its neighbours.

extension NumberFormatting {
    /// `Number::toString(value, radix)` for a radix from 2 to 36, to which it is clamped.
    public static func numberToString(_ value: Double, radix: Int) -> [UInt8] {
        let radix = min(max(radix, 2), 36)
        if radix == 10 || !value.isFinite || value == 0 { return Array(numberToString(value)) }
        var text: [UInt8] = []
        if value < 0 { text.append(0x2D) }

        let magnitude = value.magnitude
        var integer = magnitude.rounded(.down)
        var fraction = magnitude - integer
        // Half the distance to the next double: digits below it say nothing.
        var precision = max(0.5 * (magnitude.nextUp - magnitude), Double.leastNonzeroMagnitude)
        var fractionDigits: [UInt8] = []
        if fraction >= precision {
            repeat {
                fraction *= Double(radix)
                precision *= Double(radix)
                let digit = UInt8(truncatingIfNeeded: Int(fraction))
                fractionDigits.append(digit)
                fraction -= Double(digit)
                let roundsUp = fraction > 0.5 || (fraction == 0.5 && digit & 1 == 1)
                if roundsUp && fraction + precision > 1 {
                    while let last = fractionDigits.popLast() {
                        if Int(last) + 1 < radix {
                            fractionDigits.append(last + 1)
                            break
                        }
                    }
                    if fractionDigits.isEmpty { integer += 1 }
                    break
                }
            } while fraction >= precision
        }

        appendInteger(integer, radix: radix, to: &text)
        if !fractionDigits.isEmpty {
            text.append(0x2E)
            for digit in fractionDigits { text.append(BigIntValue.digitCharacter(UInt64(digit))) }
        }
        return text
    }

    /// Appends the digits of an integer that is not negative; those below its precision are zeros.
    private static func appendInteger(_ value: Double, radix: Int, to text: inout [UInt8]) {
        let start = text.count
        if value < 0x1p53 {
            var rest = UInt64(value)
            repeat {
                text.append(BigIntValue.digitCharacter(rest % UInt64(radix)))
                rest /= UInt64(radix)
            } while rest > 0
            text[start...].reverse()
            return
        }
        var rest = value
        while rest / Double(radix) >= 0x1p53 {
            rest /= Double(radix)
            text.append(0x30)
        }
        repeat {
            let remainder = rest.truncatingRemainder(dividingBy: Double(radix))
            text.append(BigIntValue.digitCharacter(UInt64(remainder)))
            rest = (rest - remainder) / Double(radix)
        } while rest > 0
        text[start...].reverse()
    }
}
