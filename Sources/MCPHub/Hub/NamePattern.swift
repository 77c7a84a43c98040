// Patterns for names of servers and tools in lists of what is allowed and denied.

/// A pattern for names: `*` stands for any number of characters, everything else for itself.
public struct NamePattern: Sendable, Equatable, CustomStringConvertible {
    /// The pattern as it was written.
    public let text: String
    private let pattern: [UInt8]

    public init(_ text: String) {
        self.text = text
        pattern = Array(text.utf8)
    }

    public var description: String { text }

    /// Whether the whole of `name` fits. Capitals count. The time is at most the product of the two lengths.
    public func matches(_ name: String) -> Bool {
        let name = Array(name.utf8)
        let star = UInt8(ascii: "*")
        var (inPattern, inName) = (0, 0)
        // Where to go on when what follows the last `*` does not fit: that `*` takes one character more.
        var retry: (pattern: Int, name: Int)?
        while inName < name.count {
            if inPattern < pattern.count, pattern[inPattern] == star {
                retry = (inPattern, inName)
                inPattern += 1
            } else if inPattern < pattern.count, pattern[inPattern] == name[inName] {
                inPattern += 1
                inName += 1
            } else if let last = retry {
                retry = (last.pattern, last.name + 1)
                inPattern = last.pattern + 1
                inName = last.name + 1
            } else {
                return false
            }
        }
        return pattern[inPattern...].allSatisfy { $0 == star }
    }
}
