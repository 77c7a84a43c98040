// Numbers that are counted while the hub runs, and the text in which they are told: the exposition format 0.0.4 of
// Prometheus. A family of numbers has a name; its members are told apart by the values of its labels, so whoever counts takes
// care that there are only so many different values. Names that scripts or servers make up are none.

import Synchronization

/// Writes the text format.
struct MetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String {
        case counter, gauge, histogram
    }

    private(set) var bytes: [UInt8] = []

    /// Begins a family, whose members follow.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        let help = Self.escaped(help, quotes: false)
        bytes += Array("# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n".utf8)
    }

    /// Writes the only member of a family without labels.
    mutating func sample(_ name: String, _ value: Double) { sample(name, [], value) }

    /// Writes a member.
    mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
        var line = name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            line += "{" + pairs.joined(separator: ",") + "}"
        }
        bytes += Array((line + " " + Self.text(value) + "\n").utf8)
    }

    /// A family with one member.
    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        family(name, .gauge, help)
        sample(name, value)
    }

    static func text(_ value: Double) -> String {
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value.isNaN ? "NaN" : value.description
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

/// A family of numbers that only grow.
final class Counter: Sendable {
    private let name: String
    private let help: String
    private let labels: [String]
    private let values = Mutex<[[String]: UInt64]>([:])

    init(_ name: String, _ help: String, labels: [String] = []) {
        self.name = name
        self.help = help
        self.labels = labels
    }

    /// - Parameter values: one for each label.
    func add(_ amount: Int = 1, _ values: String...) {
        let amount = UInt64(clamping: amount)
        self.values.withLock { $0[values, default: 0] &+= amount }
    }

    func write(to text: inout MetricsText) {
        let values = values.withLock { $0 }
        text.family(name, .counter, help)
        // A family without labels is there from the beginning.
        if labels.isEmpty, values.isEmpty { text.sample(name, 0) }
        for (key, value) in values.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            text.sample(name, Array(zip(labels, key)).map { ($0, $1) }, Double(value))
        }
    }
}

/// A family of distributions.
final class Histogram: Sendable {
    private struct Series {
        var sum = 0.0
        /// How many values were at most the bound with this index, and above the one before; the last has no bound.
        var counts: [UInt64]
    }

    private let name: String
    private let help: String
    private let labels: [String]
    private let bounds: [Double]
    private let series = Mutex<[[String]: Series]>([:])

    /// - Parameter bounds: the upper bounds of the buckets, in increasing order.
    init(_ name: String, _ help: String, labels: [String] = [], bounds: [Double]) {
        self.name = name
        self.help = help
        self.labels = labels
        self.bounds = bounds
    }

    /// - Parameter values: one for each label.
    func observe(_ value: Double, _ values: String...) {
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        series.withLock { series in
            var entry = series[values] ?? Series(counts: Array(repeating: 0, count: bounds.count + 1))
            entry.sum += value
            entry.counts[index] &+= 1
            series[values] = entry
        }
    }

    func write(to text: inout MetricsText) {
        let series = series.withLock { $0 }
        text.family(name, .histogram, help)
        for (key, entry) in series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let pairs = Array(zip(labels, key)).map { (name: $0, value: $1) }
            var total: UInt64 = 0
            for (bound, count) in zip(bounds + [.infinity], entry.counts) {
                total &+= count
                text.sample(name + "_bucket", pairs + [(name: "le", value: MetricsText.text(bound))], Double(total))
            }
            text.sample(name + "_sum", pairs, entry.sum)
            text.sample(name + "_count", pairs, Double(total))
        }
    }
}
