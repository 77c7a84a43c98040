// Regular expressions at work: the module JSRegExp on engine strings, paid for by the context.
//
// Compiled programs are kept by pattern and flags, so that the literal of a loop and `new RegExp` of the same text compile once. Matching
// needs a backtrack stack and a place for the captures; a realm has one of each, because no code of a script runs in
// the middle of a match.

import JSRegExp

/// A program with what it takes of the memory account.
final class CompiledPattern {
    let program: RegExpProgram
    /// The names of the groups as keys, each with the groups that carry it; the keys are among the roots of the realm's cache, or
    /// of the objects that use the pattern.
    let groupKeys: [(key: PropertyKey, indices: [Int])]
    fileprivate let accountedBytes: Int
    /// Objects that use the pattern, and the cache.
    fileprivate var users = 0

    fileprivate init(_ program: RegExpProgram, _ groupKeys: [(key: PropertyKey, indices: [Int])]) {
        self.program = program
        self.groupKeys = groupKeys
        accountedBytes = program.byteCount + 256
    }

    func trace(_ heap: Heap) {
        for group in groupKeys { heap.mark(group.key) }
    }

    func retainAccount() { users += 1 }

    func releaseAccount(_ heap: Heap) {
        users -= 1
        if users == 0 { heap.unreserve(accountedBytes) }
    }
}

/// What a realm keeps for its regular expressions.
@safe
final class RegExpRealm {
    private struct CacheKey: Hashable {
        let pattern: PropertyKey
        let flags: UInt8
    }

    private var cache: [CacheKey: CompiledPattern] = [:]
    private static let cacheCapacity = 512
    /// Ranges of character classes that are copied or compared for one step.
    private static let rangesPerStep = 8
    /// Counts how often the cache was cleared: whoever remembers one of its patterns may use it as long as this stays the same.
    private(set) var generation = 0

    fileprivate let scratch = MatchScratch()
    fileprivate var scratchBytes = 0
    /// Start and end of each group of the last match that was found; -1 for those that took no part.
    fileprivate var captures = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 64)

    var legacy = LegacyRegExpState()
    var shapes = RegExpShapes()
    var originals = RegExpOriginals()

    deinit { unsafe captures.deallocate() }

    func trace(_ heap: Heap) {
        for (key, pattern) in cache {
            heap.mark(key.pattern)
            pattern.trace(heap)
        }
        legacy.trace(heap)
        shapes.trace(heap)
    }

    // MARK: Programs

    /// The program of a pattern, which may be a literal of a script. Throws a SyntaxError for one that is not valid.
    fileprivate func compile(
        _ pattern: JSString, _ flags: RegExpFlags, _ literal: (script: ScriptCode, position: Int32)?, _ context: Context
    ) throws(JSThrow) -> CompiledPattern {
        let key = CacheKey(pattern: context.key(of: pattern), flags: flags.rawValue)
        if let known = cache[key] { return known }
        let units = StringUnits(try context.flattened(pattern))
        let transient = RegExpProgram.transientByteCount(patternCount: units.count)
        try context.pay(units.count)
        try context.heap.reserve(transient)
        defer { context.heap.unreserve(transient) }
        let program: RegExpProgram
        if let literal, let known = literal.script.program(at: literal.position) {
            program = known
        } else {
            do throws(RegExpSyntaxError) {
                program = try RegExpProgram(pattern: Array(units), flags: flags, stackLimit: context.nativeStackLimit)
            } catch {
                try context.pay(error.work / RegExpRealm.rangesPerStep)
                throw context.throwError(
                    .syntaxError, "Invalid regular expression: /\(context.abridged(pattern))/\(flags.text): \(error.message)")
            }
            if let literal { literal.script.keep(program, at: literal.position) }
        }
        // The same for a program that another realm has made: the count of steps does not depend on others.
        try context.pay(program.work / RegExpRealm.rangesPerStep)
        context.keepAlive(pattern)
        // The keys are found on the native stack, or in the array, only from here to the cache.
        let roots = RootList(context.heap)
        var groupKeys: [(key: PropertyKey, indices: [Int])] = []
        for group in program.groupNames {
            let name = context.key(of: try context.makeString(utf16: group.name))
            roots.appendReserved(Value(bits: name.bits))
            groupKeys.append((name, group.indices))
        }
        let compiled = CompiledPattern(program, groupKeys)
        try context.heap.reserve(compiled.accountedBytes)
        if cache.count >= RegExpRealm.cacheCapacity { clearCache(context.heap) }
        compiled.retainAccount()
        cache[key] = compiled
        withExtendedLifetime(roots) {}
        return compiled
    }

    private func clearCache(_ heap: Heap) {
        for pattern in cache.values { pattern.releaseAccount(heap) }
        cache.removeAll()
        generation += 1
    }

    // MARK: Captures

    /// Where a group of the last match begins; -1 if it took no part.
    @inline(__always) func start(of group: Int) -> Int { unsafe Int(captures[group &* 2]) }
    @inline(__always) func end(of group: Int) -> Int { unsafe Int(captures[group &* 2 &+ 1]) }

    fileprivate func reserveCaptures(_ count: Int) {
        let capacity = unsafe captures.count
        if count <= capacity { return }
        unsafe captures.deallocate()
        unsafe captures = .allocate(capacity: count)
    }
}

/// Matching at the expense of a context.
@safe
private struct ContextMatchBudget: MatchBudget {
    private unowned(unsafe) let context: Context

    init(_ context: Context) { unsafe self.context = context }

    /// Pays for the next instruction, too, as `Context.pay` does: the matcher would not come here without one to do.
    func refill() throws(JSThrow) -> Int {
        unsafe context.fuel = -1
        try unsafe context.refuel()
        return unsafe context.fuel &+ 1
    }

    func growBacktrackStack(toBytes bytes: Int) throws(JSThrow) {
        let regExps = unsafe context.regExps
        // The matcher counts steps by itself meanwhile: a collection here must not settle the account.
        let account = unsafe (context.stepsBeforeQuantum, context.quantum, context.fuel)
        // During the growth both the old and the new stack are there.
        try unsafe context.heap.reserve(bytes)
        unsafe (context.stepsBeforeQuantum, context.quantum, context.fuel) = account
        unsafe context.heap.unreserve(regExps.scratchBytes)
        regExps.scratchBytes = bytes
    }
}

extension Context {
    /// The program of a pattern and its flags. Throws a SyntaxError for those that are not valid.
    func compilePattern(_ pattern: JSString, _ flags: RegExpFlags) throws(JSThrow) -> CompiledPattern {
        try regExps.compile(pattern, flags, nil, self)
    }

    /// The same for the literal at a position of a script.
    func compilePattern(
        _ pattern: JSString, _ flags: RegExpFlags, _ script: ScriptCode, at position: Int32
    ) throws(JSThrow) -> CompiledPattern {
        try regExps.compile(pattern, flags, (script, position), self)
    }

    /// Looks for a match in a flat string from a position on; if there is one, its captures are in `regExps` until the next match.
    func match(_ pattern: CompiledPattern, _ string: JSString, at start: Int) throws(JSThrow) -> Bool {
        let regExps = self.regExps
        let program = pattern.program
        regExps.reserveCaptures(2 * program.captureCount)
        let budget = ContextMatchBudget(self)
        var remaining = fuel
        let found: Bool
        do throws(JSThrow) {
            if string.isWide {
                found = try unsafe program.match(
                    string.utf16, at: start, captures: regExps.captures, scratch: regExps.scratch, fuel: &remaining,
                    budget: budget)
            } else {
                found = try unsafe program.match(
                    string.latin1, at: start, captures: regExps.captures, scratch: regExps.scratch, fuel: &remaining,
                    budget: budget)
            }
        } catch {
            trimMatchScratch()
            throw error
        }
        fuel = remaining
        if regExps.scratchBytes > 1 << 16 { trimMatchScratch() }
        keepAlive(string)
        return found
    }

    /// Gives back a backtrack stack that one hard match has left behind.
    private func trimMatchScratch() {
        regExps.scratch.trim(toBytes: 1 << 16)
        heap.unreserve(regExps.scratchBytes - regExps.scratch.byteCount)
        regExps.scratchBytes = regExps.scratch.byteCount
    }
}

extension RegExpFlags {
    /// The flags in the order of `RegExp.prototype.flags`.
    var text: String {
        var text = ""
        if contains(.hasIndices) { text += "d" }
        if contains(.global) { text += "g" }
        if contains(.ignoreCase) { text += "i" }
        if contains(.multiline) { text += "m" }
        if contains(.dotAll) { text += "s" }
        if contains(.unicode) { text += "u" }
        if contains(.unicodeSets) { text += "v" }
        if contains(.sticky) { text += "y" }
        return text
    }

    /// Whether the text is taken as code points.
    var isUnicode: Bool { !isDisjoint(with: [.unicode, .unicodeSets]) }
}
