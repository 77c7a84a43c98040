// Text from scripts and servers on its way into logs: no terminal control, bounded length.

/// Removes what could control a terminal.
package enum TextSanitizer {
    /// `text` without ANSI escape sequences and control characters (newline and tab stay), cut after `limit`
    /// UTF-16 code units.
    package static func clean(_ text: String, limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var length = 0
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            if scalar == "\u{1B}" {
                next = skipEscapeSequence(&scalars)
                continue
            }
            if scalar == "\u{9B}" {
                next = skipControlSequence(&scalars)
                continue
            }
            next = scalars.next()
            if isControl(scalar) { continue }
            length += scalar.value > 0xFFFF ? 2 : 1
            if length > limit { break }
            result.append(scalar)
        }
        return String(result)
    }

    private static func isControl(_ scalar: UnicodeScalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }

    /// Skips the rest of a sequence whose ESC has been read.
    ///
    /// - Returns: the first scalar after it.
    private static func skipEscapeSequence(_ scalars: inout String.UnicodeScalarView.Iterator) -> UnicodeScalar? {
        guard let introducer = scalars.next() else { return nil }
        switch introducer {
        case "[":
            return skipControlSequence(&scalars)
        case "]", "P", "X", "^", "_":
            // A string that ends with BEL or ESC \.
            while let scalar = scalars.next() {
                if scalar == "\u{07}" || scalar == "\u{9C}" { return scalars.next() }
                if scalar == "\u{1B}" {
                    let following = scalars.next()
                    return following == "\\" ? scalars.next() : following
                }
            }
            return nil
        case " "..."/":
            // Intermediate characters and a final one.
            var scalar = scalars.next()
            while let current = scalar, (" "..."/").contains(current) { scalar = scalars.next() }
            return scalars.next()
        case "0"..."~":
            return scalars.next()
        default:
            return introducer
        }
    }

    /// Skips parameters and final character of a control sequence.
    private static func skipControlSequence(_ scalars: inout String.UnicodeScalarView.Iterator) -> UnicodeScalar? {
        var scalar = scalars.next()
        while let current = scalar, (" "..."?").contains(current) { scalar = scalars.next() }
        guard let final = scalar, ("@"..."~").contains(final) else { return scalar }
        return scalars.next()
    }
}
