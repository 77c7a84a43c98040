// Finding tools by words: a simple ranking that weighs where a word occurs.

enum ToolSearch {
    /// Words beyond this many add nothing.
    private static let maximumWords = 16

    /// The entries that match at least one word of `query`, best first; all of them, in order, for an empty query.
    static func search(_ query: String, in entries: [CatalogueEntry]) -> [CatalogueEntry] {
        let words = Array(NameSuggestions.words(query).prefix(maximumWords))
        if words.isEmpty { return entries }
        let whole = query.lowercased()
        var scored: [(score: Int, index: Int)] = []
        for (index, entry) in entries.enumerated() {
            let score = score(of: entry, words: words, whole: whole)
            if score > 0 { scored.append((score, index)) }
        }
        scored.sort { ($1.score, $0.index) < ($0.score, $1.index) }
        return scored.map { entries[$0.index] }
    }

    private static func score(of entry: CatalogueEntry, words: [String], whole: String) -> Int {
        let name = entry.name.lowercased()
        if name == whole || entry.tool.name.lowercased() == whole { return 1_000_000 }
        let nameWords = NameSuggestions.words(entry.tool.name)
        let serverWords = NameSuggestions.words(entry.server)
        let description = entry.tool.description.lowercased()
        let descriptionWords = Set(NameSuggestions.words(entry.tool.description))
        let parameters = (entry.tool.inputSchema["properties"]?.objectValue?.keys ?? []).flatMap(NameSuggestions.words)
        var score = 0
        var matched = 0
        for word in words {
            var best = 0
            if nameWords.contains(word) {
                best = 12
            } else if nameWords.contains(where: { $0.hasPrefix(word) || word.hasPrefix($0) && $0.utf8.count > 3 }) {
                best = 8
            } else if serverWords.contains(word) {
                best = 7
            } else if name.range(of: word) != nil {
                best = 5
            } else if descriptionWords.contains(word) {
                best = 4
            } else if parameters.contains(word) {
                best = 3
            } else if description.range(of: word) != nil {
                best = 2
            }
            score += best
            if best > 0 { matched += 1 }
        }
        // A tool that matches every word comes before one that matches a single word very well.
        return score + (matched == words.count ? 100 : 0)
    }
}
