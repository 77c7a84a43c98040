// Properties for `\p{...}` in regular expressions, under exactly the names that ECMAScript accepts.
//
// The tables stay in their written form; what is kept in memory is where each name finds its line.

/// The properties that a regular expression can name.
public enum UnicodeProperty {
    /// The code points that `\p{name=value}` or, without a value, `\p{name}` matches; nil if ECMAScript has no such
    /// property or value (UnicodeMatchProperty, UnicodeMatchPropertyValue). Names match exactly.
    public static func codePoints(name: String, value: String?) -> CodePointSet? {
        if let value {
            switch name {
            case "General_Category", "gc":
                return PropertyTables.generalCategoryIndex[value]
            case "Script", "sc":
                return PropertyTables.scriptIndex[value]
            case "Script_Extensions", "scx":
                return PropertyTables.scriptExtensionsIndex[value] ?? PropertyTables.scriptIndex[value]
            default:
                return nil
            }
        }
        switch name {
        case "Any": return .all
        case "ASCII": return CodePointSet(0...0x7F)
        case "Assigned": return PropertyTables.generalCategoryIndex["Cn"]?.inverted()
        default: return PropertyTables.generalCategoryIndex[name] ?? PropertyTables.binaryIndex[name]
        }
    }

    /// The strings, as code points, of the property of strings `name`, longest first and without duplicates; nil if
    /// ECMAScript has no such property of strings. Strings of one code point are among them.
    public static func strings(name: String) -> [[UInt32]]? {
        guard let index = propertiesOfStrings.firstIndex(of: name) else { return nil }
        let lines = EmojiTables.sequences.split(separator: "\n")
        var result: [[UInt32]] = []
        for line in lines where name == "RGI_Emoji" || line.hasPrefix(propertiesOfStrings[index] + " =") {
            guard let start = line.firstIndex(of: "=") else { continue }
            var reader = TableReader(Array(line[line.index(after: start)...].utf8))
            var previous: [UInt32] = []
            while let shared = reader.next(), let further = reader.next() {
                var sequence = Array(previous.prefix(Int(shared)))
                for position in 0..<further {
                    if position == 0 && shared == 0 {
                        guard let distance = reader.nextSigned() else { break }
                        sequence.append(UInt32(Int32(previous.first ?? 0) + distance))
                    } else if let codePoint = reader.next() {
                        sequence.append(codePoint)
                    }
                }
                result.append(sequence)
                previous = sequence
            }
        }
        result.sort { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
        return result
    }

    /// Whether `name` is a property of strings, usable with the `v` flag only.
    public static func isPropertyOfStrings(_ name: String) -> Bool {
        propertiesOfStrings.contains(name)
    }

    private static let propertiesOfStrings = [
        "Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Flag_Sequence",
        "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence", "RGI_Emoji",
    ]
}

/// Finds the sets of a table by name. Each line of the table is names, separated by spaces, `=` and a set.
struct PropertyIndex: Sendable {
    private let bytes: [UInt8]
    private let lineOfName: [String: Range<Int>]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var lineOfName: [String: Range<Int>] = [:]
        var position = 0
        while position < bytes.count {
            let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
            if let equals = bytes[position..<end].firstIndex(of: 0x3D) {
                for name in bytes[position..<equals].split(separator: 0x20) {
                    lineOfName[String(decoding: name, as: UTF8.self)] = equals + 1..<end
                }
            }
            position = end + 1
        }
        self.bytes = bytes
        self.lineOfName = lineOfName
    }

    subscript(name: String) -> CodePointSet? {
        guard let line = lineOfName[name] else { return nil }
        var reader = TableReader(bytes, in: line)
        return CodePointSet(boundaries: reader.remainingBoundaries())
    }
}

extension PropertyTables {
    static let binaryIndex = PropertyIndex(binary)
    static let generalCategoryIndex = PropertyIndex(generalCategory)
    static let scriptIndex = PropertyIndex(script)
    static let scriptExtensionsIndex = PropertyIndex(scriptExtensions)

    /// A binary property that the table is known to contain; the tests look for each of the names used.
    static func requiredBinary(_ name: String) -> CodePointSet {
        binaryIndex[name] ?? CodePointSet()
    }
}
