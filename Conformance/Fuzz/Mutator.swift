// Programs of the corpus, changed: pieces of one put into another, numbers and names replaced, lines lost and doubled.

struct Mutator {
    private var random: Random
    private let corpus: Corpus

    init(_ random: Random, _ corpus: Corpus) {
        self.random = random
        self.corpus = corpus
    }

    /// A changed program, and the entry that it was made from.
    mutating func program() -> (text: String, entry: Corpus.Entry) {
        var entry = corpus.pick(&random)
        var tokens = Tokens.split(entry.source)
        for _ in 0..<1 + random.below(6) {
            guard !tokens.isEmpty else { break }
            let at = random.below(tokens.count)
            switch random.below(10) {
            case 0..<4: replace(&tokens, near: at)
            case 4:
                let end = min(tokens.count, at + 1 + random.below(12))
                tokens.removeSubrange(at..<end)
            case 5:
                let end = min(tokens.count, at + 1 + random.below(20))
                let copied = Array(tokens[at..<end])
                tokens.insert(contentsOf: copied, at: random.below(tokens.count + 1))
            case 6: tokens.swapAt(at, random.below(tokens.count))
            case 7:
                let other = corpus.pick(&random)
                entry.includes += other.includes.filter { !entry.includes.contains($0) }
                tokens.insert(contentsOf: lines(of: other.source), at: lineStart(tokens, near: at))
            case 8:
                let piece = Tokens.split(corpus.pick(&random).source)
                guard !piece.isEmpty else { continue }
                let start = random.below(piece.count)
                tokens.replaceSubrange(
                    at..<min(tokens.count, at + random.below(8)),
                    with: piece[start..<min(piece.count, start + 1 + random.below(12))])
            default: tokens.insert(random.pick(Mutator.insertions), at: at)
            }
        }
        return (tokens.joined(), entry)
    }

    private static let insertions = [
        " gc(); ", ".length", "[0]", "()", ".call()", "?.", "...", " = ", " + ", "-", "!", ";", "}", "{", "(", ")", "`", "${",
        "/", "yield ", "await ", "super", "this", "new ", "new.target", "static ", "get ",
        "#x", "=> ", "let ", "var ", "\"use strict\";", "=", "??=", "**", "\\u0061", "import(", "class {}", "function*(){}",
        "\u{2028}", "<!--", "-->", "of ", "in ", "async ",
    ]

    private mutating func replace(_ tokens: inout [String], near start: Int) {
        // Most tokens are spaces and signs: look a little further for one that means something.
        for at in start..<min(tokens.count, start + 12) {
            guard let first = tokens[at].utf8.first else { continue }
            switch first {
            case 0x30...0x39:
                tokens[at] = random.pick(Literals.numbers)
                return
            case 0x22, 0x27:
                tokens[at] = random.pick(Literals.strings)
                return
            case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24:
                if random.chance(40) { continue }
                let names = tokens.filter { $0.utf8.first.map { $0 >= 0x41 } ?? false }
                tokens[at] =
                    random.chance(60)
                    ? random.pick(names)
                    : random.pick([
                        "v", "undefined", "null", "Infinity", "[]", "{}", "Array", "Symbol.iterator",
                        random.pick(Literals.propertyNames),
                    ])
                return
            default: continue
            }
        }
    }

    private mutating func lines(of source: String) -> [String] {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let start = random.below(lines.count)
        return lines[start..<min(lines.count, start + 1 + random.below(10))].map { $0 + "\n" }
    }

    private func lineStart(_ tokens: [String], near position: Int) -> Int {
        tokens[position...].firstIndex { $0 == "\n" } ?? position
    }

    // MARK: Bytes

    /// A program with changes that do not heed tokens, and not even characters.
    mutating func bytes() -> [UInt8] {
        var bytes = Array(random.chance(50) ? corpus.pick(&random).source.utf8 : program().text.utf8)
        if bytes.count > 6000 {
            let start = random.below(bytes.count - 4000)
            bytes = Array(bytes[start..<start + 4000])
        }
        for _ in 0..<random.below(8) {
            guard !bytes.isEmpty else { break }
            let at = random.below(bytes.count)
            switch random.below(7) {
            case 0: bytes[at] = UInt8(random.below(256))
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(UInt8(random.below(256)), at: at)
            case 3: bytes.insert(contentsOf: random.pick(Mutator.byteSequences), at: at)
            case 4: bytes[at] ^= UInt8(1 << random.below(8))
            case 5: bytes = Array(bytes[..<at])
            default:
                // Depth: one piece many times.
                let piece = Array(random.pick(Mutator.nesting).utf8)
                let count = random.pick([10, 100, 5000])
                bytes.insert(contentsOf: Array(repeatElement(piece, count: count).joined()), at: at)
            }
        }
        return bytes
    }

    private static let nesting = [
        "(", "[", "{", "a=>", "!", "-", "new ", "`${", "?.[", "function(){", "class{a(){", "if(a)", "a?", "a,", "[...", "({a:",
        "/(", "yield ", "x=", "for(;;)", "L:", "**", "a+", "=>{",
    ]
    private static let byteSequences: [[UInt8]] = [
        [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xA8], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xC0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x80], [0xC3],
        [0], [0x0D, 0x0A], Array("\\u{10FFFF}".utf8), Array("\\u{110000}".utf8), Array("\\u".utf8), Array("0x".utf8),
        Array("1e".utf8), Array("/*".utf8), Array("```".utf8), Array("#!".utf8),
    ]
}

/// A text cut where words, numbers, strings, spaces and signs end: near enough to tokens.
enum Tokens {
    static func split(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var tokens: [String] = []
        var start = 0
        while start < bytes.count {
            var end = start + 1
            let first = bytes[start]
            if isWord(first) {
                while end < bytes.count, isWord(bytes[end]) || (bytes[end] == 0x2E && first < 0x3A) { end += 1 }
            } else if first == 0x20 || first == 0x09 {
                while end < bytes.count, bytes[end] == first { end += 1 }
            } else if first == 0x22 || first == 0x27 {
                while end < bytes.count, bytes[end] != first, bytes[end] != 0x0A { end += bytes[end] == 0x5C ? 2 : 1 }
                end = min(end + 1, bytes.count)
            }
            tokens.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end
        }
        return tokens
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
        default: false
        }
    }
}
