// "Did you mean": the names closest to one that does not exist.

package enum NameSuggestions {
    /// Longer names are not compared; nobody mistypes them by a few characters.
    private static let longestName = 200
    /// Pairs of bytes that are compared at most: names come from servers, and scripts can ask as often as they like.
    private static let maximumWork = 16_000_000

    /// The names nearest to `name`, best first. Names without any resemblance are left out.
    static func nearest(to name: String, among names: [String], limit: Int) -> [String] {
        let wanted = Array(name.lowercased().utf8.prefix(longestName))
        let wantedWords = Set(words(name))
        var scored: [(score: Int, name: String)] = []
        var work = 0
        for candidate in names {
            let candidate = candidate.utf8.count <= 4 * longestName ? candidate : String(candidate.prefix(longestName))
            let bytes = Array(candidate.lowercased().utf8.prefix(longestName))
            work += wanted.count * bytes.count + 16 * bytes.count
            if work > maximumWork { break }
            let allowed = max(2, min(wanted.count, bytes.count) / 3)
            let distance = editDistance(wanted, bytes)
            let common = wantedWords.intersection(words(candidate)).count
            if distance > allowed && common == 0 { continue }
            scored.append((distance - 4 * common, candidate))
        }
        scored.sort { ($0.score, $0.name) < ($1.score, $1.name) }
        return scored.prefix(limit).map(\.name)
    }

    /// The name that `name` is likely to be a slip of the pen for: one with other capitals, with two letters exchanged, or with few
    /// other letters; names of fewer than five letters are too much alike for that.
    package static func misspelled(_ name: String, among names: [String]) -> String? {
        let wanted = Array(name.lowercased().utf8)
        guard wanted.count > 2, wanted.count <= longestName else { return nil }
        let sorted = wanted.sorted()
        let allowed = min(wanted.count / 5, 3)
        var best: (distance: Int, name: String)?
        var work = 0
        for candidate in names where candidate != name {
            let bytes = Array(candidate.lowercased().utf8.prefix(longestName))
            guard abs(bytes.count - wanted.count) <= allowed else { continue }
            work += wanted.count * bytes.count
            if work > maximumWork { break }
            let distance = editDistance(wanted, bytes)
            guard distance <= allowed || distance == 2 && bytes.sorted() == sorted else { continue }
            if distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.name
    }

    /// The words of a name in lower case, split at punctuation and at capitals: `parseHTTPHeader` has three.
    static func words(_ name: String) -> [String] {
        let scalars = Array(name.unicodeScalars)
        var words: [String] = []
        var word = ""
        for (index, scalar) in scalars.enumerated() {
            guard isWordPart(scalar) else {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
                continue
            }
            if !word.isEmpty, scalar.properties.isUppercase, beginsWord(scalars, index) {
                words.append(word.lowercased())
                word = ""
            }
            word.unicodeScalars.append(scalar)
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    private static func isWordPart(_ scalar: UnicodeScalar) -> Bool {
        if scalar.value < 0x80 {
            return (scalar.value | 0x20) &- 0x61 < 26 || scalar.value &- 0x30 < 10
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a capital begins a word: after a small letter, and as the last of several capitals before small letters, other than
    /// the "s" of a plural as in `listURLs`.
    private static func beginsWord(_ scalars: [UnicodeScalar], _ index: Int) -> Bool {
        if scalars[index - 1].properties.isLowercase { return true }
        guard scalars[index - 1].properties.isUppercase, index + 1 < scalars.count, scalars[index + 1].properties.isLowercase
        else { return false }
        let endsWithPlural = scalars[index + 1] == "s" && (index + 2 == scalars.count || !scalars[index + 2].properties.isLowercase)
        return !endsWithPlural
    }

    /// The number of insertions, deletions and replacements between two texts.
    private static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (i, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in second.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[second.count]
    }
}
