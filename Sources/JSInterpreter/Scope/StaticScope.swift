// A scope as lowering sees it: which variables it declares, where they live, and what lies around it.
//
// Entering a scope at run time means: make its environment if `makesEnvironment` and keep it in `environmentFrameSlot`, then
// set the bindings with `needsHoleOnEntry` to `empty`. Leaving it means nothing at all, whether by completion or by
// exception: an outer environment has never left its own frame slot.
//
// The head of a `for`-`in` or `for`-`of` loop is entered before the right side is evaluated, whose closures see its
// environment, and again for every iteration. The head of a `for` loop is entered once; if it makes an environment, this is
// replaced by a copy before every update.

import JSSyntax

/// What a static scope belongs to.
enum StaticScopeKind: Sendable {
    /// The top level of a script.
    case script
    /// A function: its parameters, arguments object and name, and everything that its body declares, unless the body has a
    /// scope of its own.
    case function
    /// The body of a function with expressions among its parameters.
    case functionBody
    case block
    /// The head of a loop.
    case loop
    case switchBlock
    case catchParameter
    /// The name of a class.
    case classBody
    /// The private names of a class.
    case privateNames
    /// The object of a `with` statement.
    case with
}

/// One scope, immutable.
final class StaticScope: Sendable {
    let kind: StaticScopeKind
    let parent: StaticScope?
    /// The index of the function whose frame the scope uses, in `ScopeAnalysis.functions`.
    let function: Int
    let bindings: [Binding]

    /// Whether entering the scope makes an environment. Its captured bindings may also live in an environment that a scope
    /// around it in the same function has made, if that one is made anew at least as often.
    let makesEnvironment: Bool
    /// The number of slots of the environment that the scope makes; 0 if it makes none.
    let environmentCount: Int
    /// The frame slot with the innermost environment inside the scope: the one that holds its captured bindings, and that
    /// closures made here capture. `Frame.environmentSlot` if the function has made none here.
    let environmentFrameSlot: Int
    /// The frame slot with the innermost environment around the scope: the parent of the environment that it makes.
    let outerEnvironmentFrameSlot: Int

    /// For `with`: where its object lives, seen from the function of the scope.
    let withObject: Place?
    /// For the outermost scope of a function: from where on in the source its closures can be called.
    let createdAt: UInt32
    /// Whether this is the outermost scope of a function, arrow functions included.
    let isFunctionRoot: Bool
    /// How `this` is found inside, if this is the outermost scope of a function.
    let thisMode: StaticThisMode
    /// The slots of the environment that hold `this` and the active function of a derived constructor for its arrow functions.
    let thisSlot: Int?
    let activeFunctionSlot: Int?

    /// The position of each binding, for scopes with many of them.
    private let index: [NameID: Int]
    private static let linearLimit = 8

    init(
        kind: StaticScopeKind, parent: StaticScope?, function: Int, bindings: [Binding], makesEnvironment: Bool,
        environmentCount: Int, environmentFrameSlot: Int, outerEnvironmentFrameSlot: Int,
        withObject: Place?, createdAt: UInt32, isFunctionRoot: Bool,
        thisMode: StaticThisMode, thisSlot: Int?, activeFunctionSlot: Int?
    ) {
        self.kind = kind
        self.parent = parent
        self.function = function
        self.bindings = bindings
        self.makesEnvironment = makesEnvironment
        self.environmentCount = environmentCount
        self.environmentFrameSlot = environmentFrameSlot
        self.outerEnvironmentFrameSlot = outerEnvironmentFrameSlot
        self.withObject = withObject
        self.createdAt = createdAt
        self.isFunctionRoot = isFunctionRoot
        self.thisMode = thisMode
        self.thisSlot = thisSlot
        self.activeFunctionSlot = activeFunctionSlot
        if bindings.count > StaticScope.linearLimit {
            var index: [NameID: Int] = [:]
            index.reserveCapacity(bindings.count)
            for (position, binding) in bindings.enumerated() { index[binding.name] = position }
            self.index = index
        } else {
            index = [:]
        }
    }

    /// For the head of a loop: whether every iteration has an environment of its own, because functions capture variables of
    /// the head.
    var needsPerIterationEnvironment: Bool { kind == .loop && makesEnvironment }

    /// The binding of a name that this scope itself declares.
    func binding(_ name: NameID) -> Binding? {
        if bindings.count > StaticScope.linearLimit { return index[name].map { bindings[$0] } }
        for binding in bindings where binding.name == name { return binding }
        return nil
    }

    /// Where a binding of this scope lives, seen from the function of the scope.
    func place(of binding: Binding) -> Place {
        binding.isCaptured
            ? .environment(frameSlot: environmentFrameSlot, hops: 0, slot: binding.slot) : .frame(slot: binding.slot)
    }

    /// What an identifier or private name refers to that stands in this scope at an offset of the source.
    func resolve(_ name: NameID, at offset: UInt32) -> Resolution {
        var scope = self
        var walk = Walk(offset: offset)
        var withObjects: [Place] = []
        while true {
            if let binding = scope.binding(name) {
                return Resolution(
                    place: walk.place(scope.place(of: binding)), binding: binding,
                    needsCheck: binding.needsHoleOnEntry && walk.offset < binding.initializedAt, withObjects: withObjects,
                    distance: walk.distance)
            }
            if let object = scope.withObject { withObjects.append(walk.place(object)) }
            guard let parent = scope.parent else { break }
            walk.leave(scope)
            scope = parent
        }
        return Resolution(
            place: .global, binding: nil, needsCheck: false, withObjects: withObjects, distance: walk.distance)
    }

    /// Where the variable of a function declared in a block lives to which its evaluation also assigns (Annex B.3.2): the one
    /// of the function around it, whatever lies between.
    func resolveVariable(_ name: NameID) -> Place {
        var scope = self
        while let parent = scope.parent, !scope.isFunctionRoot {
            if scope.kind == .functionBody { break }
            scope = parent
        }
        if let binding = scope.binding(name) { return scope.place(of: binding) }
        // A parameter of the same name keeps the body from declaring a variable.
        if scope.kind == .functionBody, let parent = scope.parent, let binding = parent.binding(name) {
            return parent.place(of: binding)
        }
        return .global
    }

    /// Where `this` is found in code of this scope. It may be `empty` in a derived constructor, before `super()` returns.
    func resolveThis() -> Resolution {
        resolveHidden(frameSlot: Frame.thisSlot) { $0.thisSlot }
    }

    /// Where the function is found whose parent constructor `super()` calls: the active function, or, in an arrow function, the
    /// one of the derived constructor around it.
    func resolveActiveFunction() -> Resolution {
        resolveHidden(frameSlot: Frame.functionSlot) { $0.activeFunctionSlot }
    }

    private func resolveHidden(frameSlot: Int, _ captured: (StaticScope) -> Int?) -> Resolution {
        var scope = self
        var walk = Walk(offset: 0)
        while true {
            if scope.isFunctionRoot, scope.thisMode != .lexical {
                let place: Place
                if let slot = captured(scope) {
                    place = walk.place(.environment(frameSlot: scope.environmentFrameSlot, hops: 0, slot: slot))
                } else {
                    place = .frame(slot: frameSlot)
                }
                return Resolution(
                    place: place, binding: nil,
                    needsCheck: scope.thisMode == .derivedConstructor && frameSlot == Frame.thisSlot, withObjects: [],
                    distance: walk.distance)
            }
            guard let parent = scope.parent else { break }
            walk.leave(scope)
            scope = parent
        }
        return Resolution(
            place: .frame(slot: frameSlot), binding: nil, needsCheck: false, withObjects: [], distance: walk.distance)
    }

    /// The way from a reference outwards.
    private struct Walk {
        /// Where the code stands that leads to the reference: the reference itself, or in an outer function the place where the
        /// function is made that contains it.
        var offset: UInt32
        var distance = 0
        /// Environments passed since the function of the reference was left.
        private var hops = 0
        private var isOutside = false

        init(offset: UInt32) { self.offset = offset }

        mutating func leave(_ scope: StaticScope) {
            distance += 1
            if isOutside, scope.makesEnvironment { hops += 1 }
            if scope.isFunctionRoot {
                isOutside = true
                offset = scope.createdAt
            }
        }

        /// A place in the scope that was reached, seen from where the walk began.
        func place(_ place: Place) -> Place {
            guard isOutside, case .environment(_, _, let slot) = place else { return place }
            return .environment(frameSlot: Frame.environmentSlot, hops: hops, slot: slot)
        }
    }
}

/// How `this` is found in a function.
enum StaticThisMode: Sendable {
    /// An arrow function: as in the code around it.
    case lexical
    /// The frame has it.
    case own
    /// The frame or an environment has it once `super()` has returned.
    case derivedConstructor
}
