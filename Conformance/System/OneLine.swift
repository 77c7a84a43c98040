// Text of any kind as one short line: for lists and protocols in lines.

package enum OneLine {
    package static func of(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            if line.unicodeScalars.count >= 200 { return line + "…" }
            switch scalar.value {
            case 0x0A, 0x0D, 0x09, 0x2028, 0x2029: line += " "
            case 0..<0x20, 0x7F: line += "?"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
