// One case: some bytes and how to run them, made from a seed and a number.

struct FuzzCase: Sendable {
    enum Category: String, Sendable, CaseIterable {
        /// Programs of the grammar.
        case grammar
        /// Programs that call builtins with odd arguments.
        case calls
        /// Programs of the corpus, changed.
        case mutated
        /// Patterns and subjects.
        case patterns
        /// Texts of numbers, dates and JSON within scripts.
        case texts
        /// Bytes for the parser.
        case syntax
        /// Bytes for the JSON readers.
        case json
    }

    let category: Category
    var settings: Settings
    var source: [UInt8]

    /// The case as it is saved.
    var file: [UInt8] { Array((settings.line + "\n").utf8) + source }
}

/// What cases are made from.
struct CaseMaker: Sendable {
    let standard: Catalogue
    let sandbox: Catalogue
    let corpus: Corpus
    /// Only these categories; empty: all.
    var categories: [FuzzCase.Category] = []

    private static let weights: [(FuzzCase.Category, Int)] = [
        (.grammar, 30), (.calls, 30), (.mutated, 20), (.patterns, 7), (.texts, 5), (.syntax, 5), (.json, 3),
    ]

    func make(seed: UInt64, number: UInt64) -> FuzzCase {
        var random = Random(seed: seed, number: number)
        let category = category(&random)
        var settings = self.settings(&random)
        let source: [UInt8]
        switch category {
        case .grammar, .calls:
            if random.chance(40) {
                settings.isSandbox = true
                settings.isFunctionBody = true
            }
            var grammar = Grammar(random, settings.isSandbox ? sandbox : standard, isSandbox: settings.isSandbox)
            source = Array((category == .grammar ? grammar.program() : grammar.calls()).utf8)
        case .mutated:
            var mutator = Mutator(random, corpus)
            let (text, entry) = mutator.program()
            settings.isSandbox = entry.isSandbox
            settings.isFunctionBody = entry.isSandbox
            settings.isStrict = entry.isStrict
            settings.includes = entry.includes
            source = Array(text.utf8)
        case .patterns:
            var patterns = PatternProgram(random)
            source = Array(patterns.program().utf8)
        case .texts:
            var texts = TextProgram(random)
            source = Array(texts.program().utf8)
        case .syntax:
            settings.target = .syntax
            var mutator = Mutator(random, corpus)
            source = mutator.bytes()
        case .json:
            settings.target = .json
            var texts = TextProgram(random)
            source = texts.json()
        }
        return FuzzCase(category: category, settings: settings, source: source)
    }

    private func category(_ random: inout Random) -> FuzzCase.Category {
        let weights = CaseMaker.weights.filter { categories.isEmpty || categories.contains($0.0) }
        var rest = random.below(weights.reduce(0) { $0 + $1.1 })
        for (category, weight) in weights {
            rest -= weight
            if rest < 0 { return category }
        }
        return .grammar
    }

    private func settings(_ random: inout Random) -> Settings {
        var settings = Settings()
        switch random.below(10) {
        case 0:
            // Ended by time alone: the deadline has to be kept.
            settings.steps = nil
            settings.timeoutMilliseconds = random.pick([3, 20, 50])
        case 1: settings.steps = UInt64(random.pick([1, 100, 5000]))
        default: settings.steps = random.pick([20_000, 200_000])
        }
        settings.memoryMegabytes = random.pick([2, 8, 16, 32])
        if random.chance(12) { settings.stressInterval = random.pick([1, 3, 17, 100]) }
        return settings
    }
}
