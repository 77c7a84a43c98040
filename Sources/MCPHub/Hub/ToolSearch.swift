// Finding tools by words.
//
// Each tool is a document of weighted fields (its name counts most) and a query is scored as in BM25: a word counts more the
// fewer tools have it, and no word counts without bound. Words of the query also match other forms of themselves and, for less,
// words that they begin or that begin them, and, when nothing else is found, words that are one typing mistake away.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An index of tools for full-text search.
final class ToolSearch: Sendable {
    /// Where a word can occur in a tool.
    private enum Field: Int, CaseIterable {
        case name
        case title
        case server
        case parameters
        case description
        /// What the parameters' descriptions say.
        case details

        var weight: Double {
            switch self {
            case .name: 10
            case .title: 5
            case .server: 4
            case .parameters: 3
            case .description: 2
            case .details: 1
            }
        }

        /// The number of words that are usual, and how much the weight of a word depends on there being more.
        var usualLength: (words: Double, influence: Double) {
            switch self {
            case .name: (3, 0.2)
            case .title: (4, 0.2)
            case .server: (1, 0)
            case .parameters: (6, 0.2)
            case .description: (20, 0.5)
            case .details: (40, 0.5)
            }
        }

        /// Words beyond this many are not looked at.
        var maximumWords: Int {
            switch self {
            case .name, .title, .server: 30
            case .parameters: 100
            case .description: 200
            case .details: 100
            }
        }
    }

    /// A tool that has a word, and how much that counts.
    private struct Posting {
        let tool: Int
        let weight: Double
    }

    private static let maximumQueryWords = 16
    /// Beyond this many words of all tools, only names are indexed.
    private static let maximumIndexedWords = 500_000
    /// The weight at which a word counts half of what it can.
    private static let saturation = 3.0
    /// How much a word in the very form of the query counts, if that is not its basic form.
    private static let weightOfSameForm = 1.1
    private static let weightOfOtherForm = 0.8
    private static let weightOfBeginning = 0.4
    private static let weightOfMistake = 0.5
    private static let shortestBeginning = 2
    private static let shortestBegun = 4
    private static let shortestMistaken = 5
    /// Words of the questions of people that say nothing about tools.
    private static let fillers: Set<String> = [
        "a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "with", "by", "from", "is", "are", "be", "at", "it",
        "this", "that", "these", "those", "how", "do", "i", "me", "my", "can", "what", "which", "some", "want", "need",
    ]

    private let names: [String: Int]
    /// The words of each tool's own name, and of its full name, joined.
    private let joinedNames: [(tool: String, full: String)]
    /// All words, sorted.
    private let vocabulary: [String]
    /// The tools of each word, in order.
    private let postings: [[Posting]]

    init(_ entries: [CatalogueEntry]) {
        var names: [String: Int] = [:]
        var joinedNames: [(tool: String, full: String)] = []
        var found: [String: [Posting]] = [:]
        var wordsLeft = Self.maximumIndexedWords
        for (index, entry) in entries.enumerated() {
            names[entry.name] = index
            let name = NameSuggestions.words(entry.tool.name)
            joinedNames.append((name.joined(), NameSuggestions.words(entry.server).joined() + name.joined()))
            for (word, weight) in Self.weights(of: entry, name, &wordsLeft) {
                found[word, default: []].append(Posting(tool: index, weight: weight))
            }
        }
        let sorted = found.sorted { $0.key < $1.key }
        self.names = names
        self.joinedNames = joinedNames
        vocabulary = sorted.map(\.key)
        postings = sorted.map(\.value)
    }

    // MARK: Documents

    private static func weights(
        of entry: CatalogueEntry, _ name: [String], _ wordsLeft: inout Int
    ) -> [String: Double] {
        var weights: [String: (best: Double, sum: Double)] = [:]
        for field in Field.allCases {
            if wordsLeft <= 0, field != .name { continue }
            let words = words(of: entry, field, name)
            wordsLeft -= words.count
            var counts: [String: Int] = [:]
            for word in words {
                let stem = stem(word)
                counts[stem, default: 0] += 1
                if stem != word { counts[word, default: 0] += 1 }
            }
            // "readfile" finds `read_file`.
            if field == .name, name.count > 1 { counts[name.joined(), default: 0] += 1 }
            let (usual, influence) = field.usualLength
            let weight = field.weight / (1 - influence + influence * Double(words.count) / usual)
            for (word, count) in counts {
                let counted = weight * (1 + log(Double(min(count, 3))))
                let previous = weights[word] ?? (0, 0)
                weights[word] = (max(previous.best, counted), previous.sum + counted)
            }
        }
        // The best field decides, the others help a little.
        return weights.mapValues { $0.best + ($0.sum - $0.best) / 5 }
    }

    private static func words(of entry: CatalogueEntry, _ field: Field, _ name: [String]) -> [String] {
        let limit = field.maximumWords
        func words(_ text: String) -> [String] {
            Array(NameSuggestions.words(String(String.UnicodeScalarView(text.unicodeScalars.prefix(12 * limit)))).prefix(limit))
        }
        switch field {
        case .name: return Array(name.prefix(limit))
        case .title: return words(entry.tool.title ?? "")
        case .server: return words(entry.server)
        case .description: return words(entry.tool.description)
        case .parameters, .details:
            var found: [String] = []
            for (key, schema) in entry.tool.inputSchema["properties"]?.objectValue?.members.prefix(limit) ?? [] {
                if found.count >= limit { break }
                found += words(field == .parameters ? key : schema["description"]?.stringValue ?? "")
            }
            return Array(found.prefix(limit))
        }
    }

    /// A word without the ending of its plural.
    private static func stem(_ word: String) -> String {
        guard word.utf8.count >= 4, word.hasSuffix("s") else { return word }
        if ["ss", "us", "is"].contains(where: word.hasSuffix) { return word }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        if ["sses", "shes", "ches", "xes", "zes"].contains(where: word.hasSuffix) { return String(word.dropLast(2)) }
        return String(word.dropLast())
    }

    // MARK: Queries

    /// Those of `entries` that match at least one word of `query`, best first; all of them, in order, for a query without words.
    func search(_ query: String, in entries: [CatalogueEntry]) -> [CatalogueEntry] {
        let words = NameSuggestions.words(query)
        if words.isEmpty { return entries }
        /// The positions in `entries` of the tools of the index.
        var positions = [Int?](repeating: nil, count: joinedNames.count)
        for (position, entry) in entries.enumerated() {
            if let tool = names[entry.name] { positions[tool] = position }
        }
        var scores = [(score: Double, found: Double)](repeating: (0, 0), count: joinedNames.count)
        var total = 0.0
        for word in Self.distinct(words) {
            let (matches, exactCount) = matches(word, positions)
            if matches.isEmpty { continue }
            let count = Double(exactCount > 0 ? exactCount : matches.count)
            let rarity = log(1 + (Double(entries.count) - count + 0.5) / (count + 0.5))
            total += rarity
            for (tool, weight) in matches {
                scores[tool].score += rarity * weight / (weight + Self.saturation)
                scores[tool].found += rarity
            }
        }
        let joined = words.joined()
        var ranked: [(score: Double, position: Int)] = []
        for (tool, position) in positions.enumerated() {
            guard let position, scores[tool].found > 0 else { continue }
            // What matches many of the words comes before what matches one of them very well.
            var score = scores[tool].score * (0.4 + 0.6 * scores[tool].found / total)
            if joinedNames[tool].full == joined { score += 2e6 } else if joinedNames[tool].tool == joined { score += 1e6 }
            ranked.append((score, position))
        }
        ranked.sort { ($1.score, $0.position) < ($0.score, $1.position) }
        return ranked.map { entries[$0.position] }
    }

    /// The words of a query that are looked for, each once.
    private static func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        let unique = words.filter { seen.insert($0).inserted }
        let telling = unique.filter { !fillers.contains($0) }
        return Array((telling.isEmpty ? unique : telling).prefix(maximumQueryWords))
    }

    /// The tools that match a word, each with the weight of its best match, and how many have the word itself.
    private func matches(_ form: String, _ positions: [Int?]) -> (weights: [Int: Double], exactCount: Int) {
        let word = Self.stem(form)
        var weights: [Int: Double] = [:]
        func add(_ term: Int, _ factor: Double) {
            for posting in postings[term] where positions[posting.tool] != nil {
                weights[posting.tool] = max(weights[posting.tool] ?? 0, factor * posting.weight)
            }
        }
        func add(_ other: String, _ factor: Double) {
            let term = firstTerm(notBefore: other)
            if term < vocabulary.count, vocabulary[term] == other { add(term, factor) }
        }
        add(word, 1)
        let exactCount = weights.count
        if form != word { add(form, Self.weightOfSameForm) }
        for ending in ["ing", "ed"] where word.hasSuffix(ending) && word.utf8.count > 5 {
            let start = word.dropLast(ending.count)
            add(String(start), Self.weightOfOtherForm)
            add(start + "e", Self.weightOfOtherForm)
        }
        if word.utf8.count >= Self.shortestBeginning {
            var term = firstTerm(notBefore: word)
            while term < vocabulary.count, vocabulary[term].hasPrefix(word) {
                if vocabulary[term] != word { add(term, Self.weightOfBeginning) }
                term += 1
            }
        }
        var beginning = word.unicodeScalars.dropLast()
        while beginning.count >= Self.shortestBegun {
            add(String(beginning), Self.weightOfBeginning)
            beginning = beginning.dropLast()
        }
        if weights.isEmpty, word.unicodeScalars.count >= Self.shortestMistaken {
            let wanted = Array(word.unicodeScalars)
            for (term, candidate) in vocabulary.enumerated() {
                // A character has at most four bytes.
                guard abs(candidate.utf8.count - word.utf8.count) <= 4,
                    Self.isOneMistake(wanted, Array(candidate.unicodeScalars))
                else { continue }
                add(term, Self.weightOfMistake)
            }
        }
        return (weights, exactCount)
    }

    /// The first word of the vocabulary that is `word` or comes after it.
    private func firstTerm(notBefore word: String) -> Int {
        var range = 0..<vocabulary.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = vocabulary[middle] < word ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// Whether two words differ by one character that is missing, wrong or swapped with its neighbour.
    private static func isOneMistake(_ first: [UnicodeScalar], _ second: [UnicodeScalar]) -> Bool {
        guard abs(first.count - second.count) <= 1 else { return false }
        let same = zip(first, second).prefix { $0 == $1 }.count
        let (left, right) = (first[same...], second[same...])
        if left.dropFirst().elementsEqual(right.dropFirst()) || left.dropFirst().elementsEqual(right)
            || left.elementsEqual(right.dropFirst())
        {
            return true
        }
        return left.count >= 2 && right.count >= 2 && left.first == right.dropFirst().first
            && left.dropFirst().first == right.first && left.dropFirst(2).elementsEqual(right.dropFirst(2))
    }
}
