// Declarations while the source is read: early errors about them, and the lists that become `ScopeDeclarations`.
//
// Whether a declaration conflicts with another must not take longer the more scopes are open, so nothing here walks the
// scopes. There is one record for each name, for the innermost function: the innermost open scope that declares it
// lexically, and when it was last declared with `var`. "When" counts the scopes opened so far: a `var` inside a scope that
// is still open is one that came after the scope was opened. A function that touches a name sets its record aside and puts
// it back at its end.

/// The scopes that are open.
struct ScopeTracker {
    /// What is known about a name in the innermost function.
    private struct NameRecord {
        /// The number of the function that the record belongs to; a record of another function counts as empty.
        var function: UInt32 = 0
        /// The number of scopes that had been opened at the last `var` declaration or parameter; 0 for none.
        var lastVar: UInt32 = 0
        /// The index in `lexicalEntries` of the innermost lexical declaration; -1 for none.
        var lexical: Int32 = -1
        var isVarName = false
        var isParameter = false
    }

    /// An open lexical declaration.
    private struct LexicalEntry {
        var name: NameID
        /// The number of its scope.
        var scope: UInt32
        /// Whether it is a function that sloppy code may declare again in the same block.
        var isPlainFunction: Bool
        /// Whether it is the identifier of `catch (identifier)`, which a `var` may repeat (Annex B.3.4).
        var isCatchIdentifier: Bool
        /// The index of the next outer declaration of the name; -1 for none.
        var outer: Int32
    }

    private struct OpenScope {
        var kind: ScopeKind
        var number: UInt32
        /// For the block of a catch clause: the number of the scope of its parameter.
        var catchScope: UInt32 = 0
        var firstEntry: Int
        var evalCount: Int
        var lexical: [LexicalDeclaration] = []
        var functions: [FunctionNode] = []
        /// Whether this is the scope of `catch (identifier)`.
        var isCatchIdentifier = false
        /// The candidates for hoisting from this one on are in this scope.
        var firstCandidate: Int
    }

    private struct OpenFunction {
        var number: UInt32
        var varNames: [NameID] = []
        var parameterNames: [NameID] = []
        /// Where in `setAside` its records of outer functions begin, to be put back at its end.
        var firstSetAside: Int
    }

    private var records: [NameRecord] = []
    private static let leastRecords = 128
    private var lexicalEntries: [LexicalEntry] = []
    private var scopes: [OpenScope] = []
    /// Functions in blocks that have been closed, which can be hoisted as far as the scopes closed so far are concerned. A
    /// candidate that has met a lexical declaration of its name is nil.
    private var candidates: [FunctionNode?] = []
    /// The indices of the candidates of each name.
    private var candidateIndices: [NameID: [Int]] = [:]
    private var functions: [OpenFunction] = []
    private var setAside: [(name: NameID, record: NameRecord)] = []
    private var scopeCount: UInt32 = 0
    private var functionCount: UInt32 = 0
    /// The number of direct calls of `eval` so far.
    var evalCount = 0
    /// The functions that Annex B.3.2 hoists, by number.
    private(set) var hoistedFromBlock: Set<UInt32> = []

    // MARK: Scopes

    mutating func open(_ kind: ScopeKind) {
        scopeCount &+= 1
        scopes.append(
            OpenScope(
                kind: kind, number: scopeCount, firstEntry: lexicalEntries.count, evalCount: evalCount,
                firstCandidate: candidates.count))
    }

    /// Opens the block of a catch clause, directly inside the scope of its parameter.
    mutating func openCatchBody() {
        let parameterScope = scopes.last?.number ?? 0
        open(.block)
        scopes[scopes.count - 1].catchScope = parameterScope
    }

    /// Closes a scope other than that of a function body; nil if it declares nothing.
    mutating func close(isStrict: Bool) -> ScopeDeclarations? {
        guard var scope = scopes.popLast() else { return nil }
        dropCandidates(declaredIn: scope)
        if !isStrict, scope.kind == .block || scope.kind == .switchBlock {
            for function in scope.functions where ScopeTracker.isPlain(function) { addCandidate(function) }
        }
        dropEntries(from: scope.firstEntry)
        if scope.lexical.isEmpty { return nil }
        scope.functions = lastOfEachName(scope.functions)
        return ScopeDeclarations(
            kind: scope.kind, lexical: scope.lexical, functions: scope.functions,
            containsDirectEval: evalCount != scope.evalCount)
    }

    /// Opens the scope of a script or function. `evalCount` may be an earlier count, for arrow functions whose parameters
    /// have been read already.
    mutating func openFunction(_ kind: ScopeKind, evalCount: Int) {
        functionCount &+= 1
        functions.append(OpenFunction(number: functionCount, firstSetAside: setAside.count))
        open(kind)
        scopes[scopes.count - 1].evalCount = evalCount
    }

    /// Closes the scope of a script or function, and gives the scope of its parameters and that of its body.
    mutating func closeFunction() -> (parameters: ScopeDeclarations, body: ScopeDeclarations) {
        guard let scope = scopes.popLast(), let function = functions.last else {
            return (ScopeDeclarations(kind: .parameters), ScopeDeclarations(kind: .functionBody))
        }
        dropCandidates(declaredIn: scope)
        var hoisted: [FunctionNode] = []
        while candidates.count > scope.firstCandidate, let candidate = candidates.popLast() {
            guard let candidate, let name = candidate.name?.name else { continue }
            _ = candidateIndices[name]?.popLast()
            if !record(name).isParameter {
                hoisted.append(candidate)
                hoistedFromBlock.insert(candidate.id)
            }
        }
        hoisted.sort { $0.range.start < $1.range.start }
        let containsDirectEval = evalCount != scope.evalCount
        let parameters = ScopeDeclarations(
            kind: .parameters, varNames: function.parameterNames, containsDirectEval: containsDirectEval)
        let body = ScopeDeclarations(
            kind: scope.kind, varNames: function.varNames, lexical: scope.lexical,
            functions: lastOfEachName(scope.functions), hoistedBlockFunctions: hoisted,
            containsDirectEval: containsDirectEval)
        dropEntries(from: scope.firstEntry)
        while setAside.count > function.firstSetAside, let (name, record) = setAside.popLast() {
            records[Int(name.rawValue)] = record
        }
        functions.removeLast()
        return (parameters, body)
    }

    /// Whether the innermost scope is the top level of a script or function, where functions are declared like `var`.
    var isAtFunctionLevel: Bool {
        switch scopes.last?.kind {
        case .script, .functionBody: true
        default: false
        }
    }

    // MARK: Declarations; the results tell whether there is no conflict

    /// Declares a name with `var`, or as a function at the top level of a script or function.
    mutating func declareVar(_ name: NameID) -> Bool {
        let index = touch(name)
        var entry = records[index].lexical
        while entry >= 0 {
            let declaration = lexicalEntries[Int(entry)]
            guard declaration.isCatchIdentifier else { return false }
            entry = declaration.outer
        }
        records[index].lastVar = scopeCount
        if !records[index].isVarName {
            records[index].isVarName = true
            functions[functions.count - 1].varNames.append(name)
        }
        return true
    }

    /// Declares a parameter; false means that there is one of that name already.
    mutating func declareParameter(_ name: NameID) -> Bool {
        let index = touch(name)
        if records[index].isParameter { return false }
        records[index].isParameter = true
        records[index].lastVar = scopeCount
        functions[functions.count - 1].parameterNames.append(name)
        return true
    }

    /// Declares a name lexically in the innermost scope. A plain function of a sloppy block may be declared again.
    mutating func declareLexical(
        _ name: NameID, _ kind: LexicalDeclaration.Kind, _ range: SourceRange, isSloppyFunction: Bool = false,
        isCatchIdentifier: Bool = false
    ) -> Bool {
        let index = touch(name)
        guard let scope = scopes.last else { return true }
        let top = records[index].lexical
        if top >= 0 {
            let entry = lexicalEntries[Int(top)]
            if entry.scope == scope.number { return isSloppyFunction && entry.isPlainFunction }
            if scope.catchScope != 0, entry.scope == scope.catchScope { return false }
        }
        if records[index].lastVar >= scope.number { return false }
        lexicalEntries.append(
            LexicalEntry(
                name: name, scope: scope.number, isPlainFunction: isSloppyFunction,
                isCatchIdentifier: isCatchIdentifier, outer: top))
        records[index].lexical = Int32(truncatingIfNeeded: lexicalEntries.count - 1)
        scopes[scopes.count - 1].isCatchIdentifier = isCatchIdentifier
        scopes[scopes.count - 1].lexical.append(LexicalDeclaration(name: name, kind: kind, range: range))
        return true
    }

    /// Adds a function to those made when the innermost scope is entered.
    mutating func addFunction(_ function: FunctionNode) {
        scopes[scopes.count - 1].functions.append(function)
    }

    // MARK: Records

    private func record(_ name: NameID) -> NameRecord {
        let index = Int(name.rawValue)
        guard index < records.count, records[index].function == functions.last?.number else { return NameRecord() }
        return records[index]
    }

    /// The index of the record of a name, which afterwards belongs to the innermost function.
    private mutating func touch(_ name: NameID) -> Int {
        let index = Int(name.rawValue)
        if records.count <= index {
            records.append(contentsOf: repeatElement(NameRecord(), count: max(ScopeTracker.leastRecords, index * 2) - records.count))
        }
        guard let number = functions.last?.number else { return index }
        if records[index].function != number {
            if functions.count > 1 { setAside.append((name, records[index])) }
            records[index] = NameRecord()
            records[index].function = number
        }
        return index
    }

    private mutating func addCandidate(_ function: FunctionNode) {
        guard let name = function.name?.name else { return }
        candidateIndices[name, default: []].append(candidates.count)
        candidates.append(function)
    }

    /// Drops the candidates inside a scope that cannot be hoisted out of it: those whose names it declares, other than as
    /// the identifier of a catch clause.
    private mutating func dropCandidates(declaredIn scope: OpenScope) {
        if scope.firstCandidate == candidates.count || scope.isCatchIdentifier { return }
        for declaration in scope.lexical {
            while let last = candidateIndices[declaration.name]?.last, last >= scope.firstCandidate {
                candidates[last] = nil
                _ = candidateIndices[declaration.name]?.popLast()
            }
        }
    }

    private mutating func dropEntries(from first: Int) {
        while lexicalEntries.count > first, let entry = lexicalEntries.popLast() {
            records[Int(entry.name.rawValue)].lexical = entry.outer
        }
    }

    private func lastOfEachName(_ functions: [FunctionNode]) -> [FunctionNode] {
        if functions.count < 2 { return functions }
        var seen: Set<NameID> = []
        var result: [FunctionNode] = []
        for function in functions.reversed() {
            if let name = function.name?.name, seen.insert(name).inserted { result.append(function) }
        }
        result.reverse()
        return result
    }

    private static func isPlain(_ function: FunctionNode) -> Bool {
        !function.isGenerator && !function.isAsync
    }
}
