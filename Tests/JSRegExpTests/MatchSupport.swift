// Running patterns in tests: every text is matched as UTF-16 and, if possible, as Latin-1, with the same result.

import JSRegExp
import Testing

struct OutOfBudget: Error {}

/// A budget of so many refills and so many bytes.
final class TestBudget: MatchBudget {
    var refills = 0
    var peakBytes = 0
    let maximumRefills: Int
    let maximumBytes: Int
    static let quantum = 10_000

    init(refills: Int = 1000, bytes: Int = 1 << 24) {
        maximumRefills = refills
        maximumBytes = bytes
    }

    func refill() throws(OutOfBudget) -> Int {
        refills += 1
        if refills > maximumRefills { throw OutOfBudget() }
        return Self.quantum
    }

    func growBacktrackStack(toBytes: Int) throws(OutOfBudget) {
        if toBytes > maximumBytes { throw OutOfBudget() }
        peakBytes = max(peakBytes, toBytes)
    }
}

extension RegExpProgram {
    /// The captures of the first match, as start and end each, or nil.
    func exec(
        _ text: [UInt16], at startIndex: Int = 0, scratch: MatchScratch = MatchScratch(),
        budget: TestBudget = TestBudget()
    ) throws -> [Int32]? {
        let wide = try unsafe captures { captures, fuel throws(OutOfBudget) in
            try unsafe text.withUnsafeBufferPointer { input throws(OutOfBudget) in
                try unsafe match(
                    input, at: startIndex, captures: captures, scratch: scratch, fuel: &fuel, budget: budget)
            }
        }
        if text.allSatisfy({ $0 < 256 }) {
            #expect(try execLatin1(text.map { UInt8($0) }, at: startIndex, scratch: scratch, budget: budget) == wide)
        }
        return wide
    }

    func execLatin1(
        _ text: [UInt8], at startIndex: Int = 0, scratch: MatchScratch = MatchScratch(),
        budget: TestBudget = TestBudget()
    ) throws -> [Int32]? {
        try unsafe captures { captures, fuel throws(OutOfBudget) in
            try unsafe text.withUnsafeBufferPointer { input throws(OutOfBudget) in
                try unsafe match(
                    input, at: startIndex, captures: captures, scratch: scratch, fuel: &fuel, budget: budget)
            }
        }
    }

    private func captures(
        _ match: (UnsafeMutableBufferPointer<Int32>, inout Int) throws(OutOfBudget) -> Bool
    ) throws -> [Int32]? {
        var result = [Int32](repeating: -2, count: 2 * captureCount)
        var fuel = 0
        let isMatch = try unsafe result.withUnsafeMutableBufferPointer { try unsafe match($0, &fuel) }
        return isMatch ? result : nil
    }
}

func compile(_ pattern: String, _ flags: String = "") throws -> RegExpProgram {
    try RegExpProgram(pattern: Array(pattern.utf16), flags: #require(RegExpFlags(parsing: flags.utf16)))
}

/// The text of each capture of the first match, nil for one that did not take part; nil without a match.
func exec(_ pattern: String, _ flags: String, _ text: String, at startIndex: Int = 0) throws -> [String?]? {
    let units = Array(text.utf16)
    guard let captures = try compile(pattern, flags).exec(units, at: startIndex) else { return nil }
    return stride(from: 0, to: captures.count, by: 2).map { index in
        captures[index] < 0
            ? nil : String(decoding: units[Int(captures[index])..<Int(captures[index + 1])], as: UTF16.self)
    }
}

/// The message of the syntax error, which compiling and validating must agree on; nil if there is none.
func syntaxError(_ pattern: String, _ flags: String = "") throws -> RegExpSyntaxError? {
    let flags = try #require(RegExpFlags(parsing: flags.utf16))
    var errors: [RegExpSyntaxError?] = []
    do {
        _ = try RegExpProgram(pattern: Array(pattern.utf16), flags: flags)
        errors.append(nil)
    } catch {
        errors.append(error)
    }
    do {
        try RegExpProgram.validate(pattern: Array(pattern.utf16), flags: flags)
        errors.append(nil)
    } catch {
        errors.append(error)
    }
    #expect(errors[0]?.message == errors[1]?.message && errors[0]?.offset == errors[1]?.offset)
    return errors[0]
}
