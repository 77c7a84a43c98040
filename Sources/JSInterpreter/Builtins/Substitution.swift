// The replacement of `replace` and `replaceAll`: a function, or text in which `$` stands for parts of the match, sec-getsubstitution.

/// What the second argument of a replacing method comes to.
enum Replacement {
    case function(Value)
    /// Text without `$`.
    case text(JSString)
    case template(JSString)

    init(_ value: Value, _ context: Context) throws(JSThrow) {
        if value.isCallable {
            self = .function(value)
            return
        }
        let text = try context.flattened(context.toString(value))
        let dollar = StaticAtoms.shared.character(0x24)
        self = try context.stringIndexOf(text, dollar, from: 0) == nil ? .text(text) : .template(text)
    }

    /// The value that keeps the replacement alive.
    var value: Value {
        switch self {
        case .function(let function): function
        case .text(let text), .template(let text): Value(text)
        }
    }
}

/// A match as a replacement template sees it.
protocol SubstitutionMatch {
    /// The string that was searched; flat.
    var string: JSString { get }
    /// Where the match is in it.
    var start: Int { get }
    var end: Int { get }
    /// Groups, the whole match not counted.
    var captureCount: Int { get }
    func appendMatched(to builder: inout TextBuilder, _ context: Context) throws(JSThrow)
    /// Appends the text of a group, 1 to `captureCount`; nothing if it did not take part.
    func appendCapture(_ index: Int, to builder: inout TextBuilder, _ context: Context) throws(JSThrow)
    /// An object with the named groups, or undefined.
    var namedCaptures: Value { get }
}

/// The occurrence of a string.
struct PlainMatch: SubstitutionMatch {
    let string: JSString
    let start: Int
    let end: Int
    var captureCount: Int { 0 }
    var namedCaptures: Value { .undefined }

    func appendMatched(to builder: inout TextBuilder, _ context: Context) throws(JSThrow) {
        try builder.append(string, from: start, to: end)
    }
    func appendCapture(_ index: Int, to builder: inout TextBuilder, _ context: Context) throws(JSThrow) {}
}

extension Context {
    /// sec-getsubstitution, appended to a text under construction. The template is flat.
    func appendSubstitution(
        _ template: JSString, _ match: some SubstitutionMatch, to builder: inout TextBuilder
    ) throws(JSThrow) {
        let units = StringUnits(template)
        var position = 0
        while let dollar = try nextPosition(of: 0x24, in: units, from: position, through: units.count - 2) {
            try pay()
            try builder.append(template, from: position, to: dollar)
            position = dollar + 2
            switch units[dollar + 1] {
            case 0x24:
                try builder.append(0x24)
            case 0x26:
                try match.appendMatched(to: &builder, self)
            case 0x60:
                try builder.append(match.string, from: 0, to: match.start)
            case 0x27:
                let length = match.string.length
                try builder.append(match.string, from: min(match.end, length), to: length)
            case let unit where unit >= 0x30 && unit <= 0x39:
                position = try appendNumberedCapture(units, dollar, match, to: &builder)
            case 0x3C:
                position = try appendNamedCapture(template, dollar, match, to: &builder)
            default:
                try builder.append(0x24)
                position = dollar + 1
            }
        }
        try builder.append(template, from: position, to: units.count)
    }

    /// `$n` or `$nn`. Returns the position after it.
    private func appendNumberedCapture(
        _ units: StringUnits, _ dollar: Int, _ match: some SubstitutionMatch, to builder: inout TextBuilder
    ) throws(JSThrow) -> Int {
        var index = Int(units[dollar + 1]) - 0x30
        var next = dollar + 2
        if next < units.count, units[next] >= 0x30, units[next] <= 0x39 {
            let longIndex = index * 10 + Int(units[next]) - 0x30
            if longIndex <= match.captureCount {
                index = longIndex
                next += 1
            }
        }
        if index >= 1 && index <= match.captureCount {
            try match.appendCapture(index, to: &builder, self)
        } else {
            try builder.append(units, from: dollar, to: next)
        }
        return next
    }

    /// `$<name>`. Returns the position after it.
    private func appendNamedCapture(
        _ template: JSString, _ dollar: Int, _ match: some SubstitutionMatch, to builder: inout TextBuilder
    ) throws(JSThrow) -> Int {
        let units = StringUnits(template)
        guard let groups = match.namedCaptures.asObject,
            let close = try nextPosition(of: 0x3E, in: units, from: dollar + 2, through: units.count - 1)
        else {
            try builder.append("$<")
            return dollar + 2
        }
        let capture = try get(groups, key(of: try substring(template, dollar + 2, close)))
        if !capture.isUndefined { try builder.append(toString(capture)) }
        return close + 1
    }
}
