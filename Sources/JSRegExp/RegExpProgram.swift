// A compiled pattern.
//
// The program owns its instructions and tables in fixed raw storage, which the matcher reads without bounds checks: the
// code generator is the only writer, and writes only offsets that it has itself made. The storage never changes
// after initialisation, so that a program can be shared by all threads.

/// A regular expression that is ready to be matched.
///
/// Compilation takes time and passing memory in proportion to the length of the pattern; see `transientByteCount`.
public final class RegExpProgram: Sendable {
    /// The flags that the pattern was compiled with.
    public let flags: RegExpFlags
    /// The number of groups, group 0 (the whole match) included.
    public let captureCount: Int
    /// The names of groups in the order of their first appearance, each with the groups that carry it: more than one
    /// if the name is repeated in different alternatives, of which at most one takes part in a match.
    public let groupNames: [(name: [UInt16], indices: [Int])]
    /// The memory that the program occupies, in bytes.
    public let byteCount: Int
    /// How many ranges of character classes were copied or compared to make the program: what compiling takes beside its length.
    public let work: Int

    let storage: ProgramStorage

    /// Compiles a pattern.
    ///
    /// - Parameters:
    ///   - pattern: the text between the slashes, in UTF-16 code units.
    ///   - flags: the flags; `ignoreCase`, `multiline`, `dotAll`, `unicode`, `unicodeSets` and `sticky` decide what is
    ///     compiled, the others are only kept.
    ///   - stackLimit: the lowest address that the native stack may reach; nil allows 256 KiB below the caller. A
    ///     pattern that is nested too deeply for it is an error like any other.
    /// - Throws: a `RegExpSyntaxError` for an early error of the pattern, or with the message
    ///   `Regular expression too large` for one that exceeds a limit of the implementation.
    public init(
        pattern: [UInt16], flags: RegExpFlags, stackLimit: UInt? = nil
    ) throws(RegExpSyntaxError) {
        let stackLimit = NativeStackLimit(stackLimit)
        var parser = PatternParser(pattern: pattern, flags: flags, stackLimit: stackLimit, buildsSets: true)
        let parsed: ParsedPattern
        var generator: CodeGenerator
        do throws(RegExpSyntaxError) {
            parsed = try parser.parse()
            generator = CodeGenerator(parsed: parsed, flags: flags, stackLimit: stackLimit)
            try generator.generate(parsed.root)
        } catch {
            var error = error
            error.work = parser.classWork
            throw error
        }
        work = parser.classWork
        let analysis = SearchAnalysis(parsed.root, isUnicodeMode: flags.isUnicodeMode)
        let search = SearchPlan(analysis, minimumLength: parsed.root.minimumLength, generator: &generator)
        storage = ProgramStorage(generator, search)
        self.flags = flags
        captureCount = parsed.captureCount
        groupNames = parsed.groupNames
        byteCount =
            storage.byteCount
            + parsed.groupNames.reduce(256) { $0 + 64 + 2 * $1.name.count + 8 * $1.indices.count }
    }

    /// Checks a pattern for the early errors of the specification, as compiling it would, without compiling it. A
    /// limit on the size of programs can still make compiling fail.
    public static func validate(
        pattern: [UInt16], flags: RegExpFlags, stackLimit: UInt? = nil
    ) throws(RegExpSyntaxError) {
        var parser = PatternParser(
            pattern: pattern, flags: flags, stackLimit: NativeStackLimit(stackLimit), buildsSets: false)
        _ = try parser.parse()
    }

    /// About how many bytes the compiler uses, and frees again, for a pattern of so many code units.
    public static func transientByteCount(patternCount: Int) -> Int {
        let (bytes, overflow) = patternCount.multipliedReportingOverflow(by: 256)
        return overflow ? .max : bytes
    }
}

/// The constants of a search, as the matcher reads them.
struct SearchPlan: Sendable {
    enum Kind: UInt8 {
        case everywhere, inputStart, lineStart, oneUnit, twoUnits, threeUnits, pair, set, skip
    }

    var kind = Kind.everywhere
    var first: UInt16 = 0
    var second: UInt16 = 0
    var third: UInt16 = 0
    var distance = 0
    var secondDistance = 0
    /// The table of the set.
    var table = 0
    /// A table that has, for each unit class, bit `n` set if such a unit can be the `n`th of a match.
    var placesTable = 0
    /// How many places to compare by `placesTable`.
    var placeCount = 0
    /// The least length of a match, in code units.
    var minimumLength = 0

    init(_ analysis: SearchAnalysis, minimumLength: Int, generator: inout CodeGenerator) {
        self.minimumLength = minimumLength
        switch analysis.strategy() {
        case .everywhere:
            return
        case .inputStart:
            kind = .inputStart
            return
        case .lineStart:
            kind = .lineStart
            return
        case .units(let units, let distance):
            kind = units.count == 1 ? .oneUnit : units.count == 2 ? .twoUnits : .threeUnits
            first = units[0]
            second = units[units.count > 1 ? 1 : 0]
            third = units[units.count - 1]
            self.distance = distance
        case .pair(let first, let distance, let second, let secondDistance):
            kind = .pair
            (self.first, self.distance) = (first, distance)
            (self.second, self.secondDistance) = (second, secondDistance)
        case .set(let set, let distance):
            kind = .set
            table = generator.offset(ofTableFor: set)
            self.distance = distance
        case .skip:
            kind = .skip
        }
        let places = analysis.places
        guard places.count > 1 else { return }
        placeCount = places.count
        var bits = [UInt8](repeating: 0, count: FirstSet.classCount)
        for (index, place) in places.enumerated() { place.set.fill(&bits, bits: 1 << UInt8(index)) }
        placesTable = generator.offset(ofTable: bits)
    }
}

/// The raw storage of a program: immutable from initialisation until its end, hence `@unchecked Sendable`.
@safe
final class ProgramStorage: @unchecked Sendable {
    let code: UnsafeMutablePointer<Int32>
    let tables: UnsafeMutablePointer<UInt8>
    let ranges: UnsafeMutablePointer<Int32>
    let registerCount: Int
    let leadingRun: Int
    let search: SearchPlan
    let byteCount: Int

    init(_ generator: CodeGenerator, _ search: SearchPlan) {
        unsafe code = Self.copy(generator.code)
        unsafe tables = Self.copy(generator.tables)
        unsafe ranges = Self.copy(generator.ranges)
        registerCount = generator.registerCount
        leadingRun = generator.leadingRun
        self.search = search
        byteCount = 4 * (generator.code.count + generator.ranges.count) + generator.tables.count
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
        let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        for (index, element) in elements.enumerated() { unsafe (pointer + index).initialize(to: element) }
        return unsafe pointer
    }

    deinit {
        unsafe code.deallocate()
        unsafe tables.deallocate()
        unsafe ranges.deallocate()
    }
}
