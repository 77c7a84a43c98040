// The files of the time zone database: TZif, RFC 9636.
//
// A file begins with a block of 32-bit times; from version 2 on a second block with 64-bit times follows, and after it a
// rule for the future as text. Nothing that a file says is trusted: all counts are checked against its size.

extension TimeZoneRules {
    /// Reads a TZif file; nil if it is not one.
    public init?(file bytes: [UInt8]) {
        var reader = TimeZoneFileReader(bytes: bytes)
        guard let first = reader.header() else { return nil }
        if first.version == 0 {
            self.init(reader: &reader, header: first, timeSize: 4)
            return
        }
        guard reader.skip(first.blockSize(timeSize: 4)), let second = reader.header() else { return nil }
        self.init(reader: &reader, header: second, timeSize: 8)
    }

    private init?(reader: inout TimeZoneFileReader, header: TimeZoneFileReader.Header, timeSize: Int) {
        guard reader.remaining >= header.blockSize(timeSize: timeSize) else { return nil }
        var transitions: [Transition] = []
        transitions.reserveCapacity(header.times)
        for _ in 0..<header.times { transitions.append(Transition(time: reader.integer(timeSize), type: 0)) }
        for index in 0..<header.times { transitions[index].type = reader.integer(1) & 0xFF }
        var types: [LocalTimeType] = []
        var nameIndices: [Int] = []
        for _ in 0..<header.types {
            let offset = reader.integer(4)
            guard abs(offset) <= 26 * 3_600 else { return nil }
            types.append(LocalTimeType(offset: offset, isDaylightSaving: reader.integer(1) != 0, abbreviation: ""))
            nameIndices.append(reader.integer(1) & 0xFF)
        }
        let names = reader.take(header.characters)
        for (index, nameIndex) in nameIndices.enumerated() {
            types[index].abbreviation = String(decoding: names.dropFirst(nameIndex).prefix { $0 != 0 }, as: UTF8.self)
        }
        _ = reader.skip(header.leapSeconds * (timeSize + 4) + header.standardIndicators + header.utcIndicators)
        var rule: DaylightRule?
        if timeSize == 8, reader.take(1).first == 0x0A {
            rule = DaylightRule(Array(reader.take(reader.remaining).prefix { $0 != 0x0A }))
        }
        self.init(types: types, transitions: transitions, rule: rule)
    }
}

private struct TimeZoneFileReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    struct Header {
        var version: UInt8
        var utcIndicators, standardIndicators, leapSeconds, times, types, characters: Int

        func blockSize(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4) + standardIndicators + utcIndicators
        }
    }

    var remaining: Int { bytes.count - position }

    mutating func header() -> Header? {
        guard remaining >= 44, take(4).elementsEqual("TZif".utf8), let version = take(1).first, skip(15) else { return nil }
        var counts: [Int] = []
        for _ in 0..<6 {
            let count = integer(4)
            guard (0...bytes.count).contains(count) else { return nil }
            counts.append(count)
        }
        return Header(
            version: version, utcIndicators: counts[0], standardIndicators: counts[1], leapSeconds: counts[2], times: counts[3],
            types: counts[4], characters: counts[5])
    }

    mutating func skip(_ count: Int) -> Bool {
        guard remaining >= count else { return false }
        position += count
        return true
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        let taken = bytes[position...].prefix(count)
        position += taken.count
        return taken
    }

    /// A signed integer, most significant byte first; 0 if the file ends before.
    mutating func integer(_ size: Int) -> Int {
        let taken = take(size)
        guard taken.count == size, let first = taken.first else { return 0 }
        return taken.dropFirst().reduce(Int(Int8(bitPattern: first))) { $0 << 8 | Int($1) }
    }
}
