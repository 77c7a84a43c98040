// "Did you mean": the names closest to one that does not exist.

enum NameSuggestions {
    /// Longer names are not compared; nobody mistypes them by a few characters.
    private static let longestName = 200

    /// The names nearest to `name`, best first. Names without any resemblance are left out.
    static func nearest(to name: String, among names: [String], limit: Int) -> [String] {
        let wanted = Array(name.lowercased().utf8.prefix(longestName))
        let wantedWords = Set(words(name))
        var scored: [(score: Int, name: String)] = []
        for candidate in names {
            let bytes = Array(candidate.lowercased().utf8.prefix(longestName))
            let allowed = max(2, min(wanted.count, bytes.count) / 3)
            let distance = editDistance(wanted, bytes)
            let common = wantedWords.intersection(words(candidate)).count
            if distance > allowed && common == 0 { continue }
            scored.append((distance - 4 * common, candidate))
        }
        scored.sort { ($0.score, $0.name) < ($1.score, $1.name) }
        return scored.prefix(limit).map(\.name)
    }

    /// The words of a name, split at punctuation and at capitals.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previousIsLower = false
        for character in name.unicodeScalars {
            let isWordPart = character.properties.isAlphabetic || character.properties.numericType != nil
            if !isWordPart || (character.properties.isUppercase && previousIsLower) {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if isWordPart { word.unicodeScalars.append(character) }
            previousIsLower = character.properties.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
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
