// Slots for all bindings, once the walk has told which of them are captured.
//
// The scopes are listed with outer ones before inner ones. In a frame, a scope's slots follow those of the scope around it,
// so blocks side by side share theirs. Captured bindings go into an environment. A scope joins the environment of a scope
// around it if it is entered once per life of that one, which is so unless a loop lies between them; so most functions
// make one environment at most.

import JSSyntax

extension ScopeAnalyzer {
    /// The layout of a scope.
    private struct Layout {
        /// The frame slots taken in the scope, from 0 on.
        var frameEnd = 0
        /// The scope of the same function that makes the innermost environment; nil if there is none.
        var owner: Int?
        var environmentCount = 0
        var environmentFrameSlot = Frame.environmentSlot
        var outerEnvironmentFrameSlot = Frame.environmentSlot
        var withObject: Place?
        var thisSlot: Int?
        var activeFunctionSlot: Int?
    }

    /// The result of the walk.
    func makeAnalysis() -> ScopeAnalysis {
        var layouts = Array(repeating: Layout(), count: scopes.count)
        var slots = Array(repeating: 0, count: bindings.count)
        var frameCounts = Array(repeating: 0, count: functions.count)
        for index in scopes.indices { lay(index, &layouts, &slots, &frameCounts) }
        return makeAnalysis(layouts, slots, frameCounts)
    }

    private func lay(_ index: Int, _ layouts: inout [Layout], _ slots: inout [Int], _ frameCounts: inout [Int]) {
        let scope = scopes[index]
        let function = functions[scope.function]
        let range = scope.firstBinding..<(scope.firstBinding + scope.bindingCount)
        let capturesThis = scope.isFunctionRoot && function.capturesThis
        let needsEnvironment =
            capturesThis || scope.capturesWithObject || bindings[range].contains { $0.isCaptured }

        var layout = Layout()
        if let parent = scope.parent, !scope.isFunctionRoot {
            layout.frameEnd = layouts[parent].frameEnd
            layout.owner = layouts[parent].owner
            layout.environmentFrameSlot = layouts[parent].environmentFrameSlot
            layout.outerEnvironmentFrameSlot = layouts[parent].environmentFrameSlot
        } else {
            layout.frameEnd = Frame.firstArgument + function.parameterCount
        }
        if needsEnvironment, !joins(layout.owner, scope) {
            layout.owner = index
            layout.environmentFrameSlot = layout.frameEnd
            layout.frameEnd += 1
        }

        // Slots of the environment are counted at the scope that makes it, which may be this one.
        var count = layout.owner.map { $0 == index ? 0 : layouts[$0].environmentCount } ?? 0
        for binding in range {
            if bindings[binding].isCaptured {
                slots[binding] = count
                count += 1
            } else if let argument = bindings[binding].argumentIndex, !bindings[binding].needsHoleOnEntry {
                slots[binding] = FunctionScopes.argumentSlot(argument)
            } else if bindings[binding].kind == .functionName {
                slots[binding] = Frame.functionSlot
            } else {
                slots[binding] = layout.frameEnd
                layout.frameEnd += 1
            }
        }
        if capturesThis {
            layout.thisSlot = count
            count += 1
            if function.capturesActiveFunction {
                layout.activeFunctionSlot = count
                count += 1
            }
        }
        if scope.kind == .with {
            if scope.capturesWithObject {
                layout.withObject = .environment(frameSlot: layout.environmentFrameSlot, hops: 0, slot: count)
                count += 1
            } else {
                layout.withObject = .frame(slot: layout.frameEnd)
                layout.frameEnd += 1
            }
        }
        layouts[index] = layout
        if let owner = layout.owner { layouts[owner].environmentCount = count }
        frameCounts[scope.function] = max(frameCounts[scope.function], layout.frameEnd)
    }

    /// Whether captured bindings of a scope can live in the environment that the scope `owner` makes.
    private func joins(_ owner: Int?, _ scope: PendingScope) -> Bool {
        // The variables in the head of a loop are new in every iteration.
        guard let owner, scope.kind != .loop else { return false }
        let outer = scopes[owner]
        return scope.loopDepth == (outer.kind == .loop ? outer.loopDepth + 1 : outer.loopDepth)
    }

    private func makeAnalysis(_ layouts: [Layout], _ slots: [Int], _ frameCounts: [Int]) -> ScopeAnalysis {
        func makeBinding(_ index: Int) -> Binding {
            let binding = bindings[index]
            return Binding(
                name: binding.name, kind: binding.kind, isCaptured: binding.isCaptured, slot: slots[index],
                needsHoleOnEntry: binding.needsHoleOnEntry, initializedAt: binding.initializedAt)
        }

        var made: [StaticScope] = []
        made.reserveCapacity(scopes.count)
        var scopesByKey: [ObjectIdentifier: StaticScope] = [:]
        scopesByKey.reserveCapacity(scopes.count)
        for (index, scope) in scopes.enumerated() {
            let layout = layouts[index]
            let function = functions[scope.function]
            let range = scope.firstBinding..<(scope.firstBinding + scope.bindingCount)
            let result = StaticScope(
                kind: scope.kind, parent: scope.parent.map { made[$0] }, function: scope.function,
                bindings: range.map(makeBinding), makesEnvironment: layout.owner == index,
                environmentCount: layout.environmentCount, environmentFrameSlot: layout.environmentFrameSlot,
                outerEnvironmentFrameSlot: layout.outerEnvironmentFrameSlot, withObject: layout.withObject,
                createdAt: function.createdAt, isFunctionRoot: scope.isFunctionRoot, thisMode: function.thisMode,
                thisSlot: layout.thisSlot, activeFunctionSlot: layout.activeFunctionSlot)
            made.append(result)
            if let key = scope.key { scopesByKey[key] = result }
        }

        let results = functions.enumerated().map { (index, function) in
            FunctionScopes(
                parameterScope: made[function.rootScope], bodyScope: made[function.bodyScope],
                frameLocalCount: frameCounts[index], argumentsBinding: function.argumentsBinding.map(makeBinding),
                argumentsAreMapped: function.argumentsAreMapped,
                capturedNameBinding: function.nameBinding.flatMap { bindings[$0].isCaptured ? makeBinding($0) : nil },
                variablesCopiedFromParameters: function.copiedVariables.map {
                    (parameter: makeBinding($0.parameter), variable: makeBinding($0.variable))
                })
        }
        return ScopeAnalysis(
            syntax: syntax, mode: mode, functions: results, scopes: scopesByKey, scopeCount: made.count,
            bindingCount: bindings.count)
    }
}
