// Calls: from evaluated callee and arguments to a result.
//
// The arguments are already in the new frame, at `context.top`. A native function is entered directly; the code of a script
// function sets up its frame and evaluates its body. Whatever way a call ends, `top` is back where it was.

extension Context {
    // MARK: [[Call]]

    /// Calls what a script called. `frame` is at `top` and holds `this` and the arguments.
    @inline(__always) func invoke(_ callee: Value, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Value {
        if callee.isCell {
            let cell = callee.uncheckedCell
            if cell.kind == .function { return try invokeFunction(JSObject(cell: cell), frame, argumentCount) }
            if cell.kind == .nativeFunction { return try invokeNative(JSObject(cell: cell), frame, argumentCount, newTarget: .undefined) }
        }
        return try invokeOther(callee, frame, argumentCount)
    }

    @inline(__always) func invokeFunction(_ function: JSObject, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Value {
        try withBorrowed(FunctionCode.self, FunctionObject(function).codeWord) { code throws(JSThrow) in
            try code.call(function, frame, argumentCount, self)
        }
    }

    func invokeNative(_ function: JSObject, _ frame: Frame, _ argumentCount: Int, newTarget: Value) throws(JSThrow) -> Value {
        try payForCall(frame, argumentCount)
        try checkNativeStack()
        let next = frame.advanced(by: Frame.firstArgument + argumentCount)
        if next.storage.base > stackEnd { throw stackOverflow() }
        frame.initializeHeader(function: function, environment: .undefined, newTarget: newTarget, argumentCount: argumentCount)
        top = next
        do throws(JSThrow) {
            let result = try withBorrowed(BuiltinEntry.self, FunctionObject(function).entryWord) { entry throws(JSThrow) in
                try entry.function(self, Arguments(frame, count: argumentCount))
            }
            top = frame
            return result
        } catch {
            top = frame
            throw error
        }
    }

    @inline(never) private func invokeOther(_ callee: Value, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Value {
        guard let object = callee.asObject, object.isCallable else {
            throw throwError(.typeError, "\(describe(callee)) is not a function")
        }
        if object.kind == .boundFunction {
            try checkNativeStack()
            var count = argumentCount
            var target = object
            // Functions bound again and again take turns of this loop, not native stack.
            while target.kind == .boundFunction {
                count = try passBoundArguments(target, frame, count)
                try payForCall(frame, count)
                guard let next = FunctionObject(target).boundTarget.asObject else { throw stackOverflow() }
                target = next
            }
            return try invoke(Value(target), frame, count)
        }
        return try proxyCall(object, frame, argumentCount)
    }

    /// Puts the bound `this` and arguments of a bound function into the frame of a call of it. Returns the number of arguments.
    func passBoundArguments(_ object: JSObject, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Int {
        let function = FunctionObject(object)
        frame.thisValue = function.boundThis
        return try insertBoundArguments(function.boundArguments, frame, argumentCount)
    }

    private func insertBoundArguments(_ bound: Value, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Int {
        guard let array = bound.asObject else { return argumentCount }
        let extra = Int(array.arrayLength)
        try checkArgumentSpace(frame, argumentCount + extra)
        owe(argumentCount / 64 + extra / 8)
        frame.storage.move(from: frame.storage, Frame.firstArgument, to: Frame.firstArgument + extra, count: argumentCount)
        for index in 0..<extra { frame.setArgument(index, array.elements[index]) }
        return argumentCount + extra
    }

    /// Throws unless a frame at this place can take that many arguments.
    func checkArgumentSpace(_ frame: Frame, _ argumentCount: Int) throws(JSThrow) {
        if argumentCount > Frame.maximumArguments
            || frame.storage.base + UInt(Frame.firstArgument + argumentCount) * 8 > stackEnd
        {
            throw stackOverflow()
        }
    }

    // MARK: Calls made by builtins

    /// sec-call
    func call(_ callee: Value, _ this: Value) throws(JSThrow) -> Value {
        let frame = top
        try checkArgumentSpace(frame, 0)
        frame.thisValue = this
        return try invoke(callee, frame, 0)
    }

    func call(_ callee: Value, _ this: Value, _ argument: Value) throws(JSThrow) -> Value {
        let frame = top
        try checkArgumentSpace(frame, 1)
        frame.thisValue = this
        frame.setArgument(0, argument)
        return try invoke(callee, frame, 1)
    }

    func call(_ callee: Value, _ this: Value, _ first: Value, _ second: Value) throws(JSThrow) -> Value {
        let frame = top
        try checkArgumentSpace(frame, 2)
        frame.thisValue = this
        frame.setArgument(0, first)
        frame.setArgument(1, second)
        return try invoke(callee, frame, 2)
    }

    func call(_ callee: Value, _ this: Value, _ first: Value, _ second: Value, _ third: Value) throws(JSThrow) -> Value {
        let frame = top
        try checkArgumentSpace(frame, 3)
        frame.thisValue = this
        frame.setArgument(0, first)
        frame.setArgument(1, second)
        frame.setArgument(2, third)
        return try invoke(callee, frame, 3)
    }

    func call(_ callee: Value, _ this: Value, _ first: Value, _ second: Value, _ third: Value, _ fourth: Value) throws(JSThrow) -> Value {
        let frame = top
        try checkArgumentSpace(frame, 4)
        frame.thisValue = this
        frame.setArgument(0, first)
        frame.setArgument(1, second)
        frame.setArgument(2, third)
        frame.setArgument(3, fourth)
        return try invoke(callee, frame, 4)
    }

    /// Any number of arguments; the values must be safe from the collector until they are in the frame, which is at once.
    func call(_ callee: Value, _ this: Value, arguments: some Collection<Value>) throws(JSThrow) -> Value {
        let frame = top
        try checkArgumentSpace(frame, arguments.count)
        frame.thisValue = this
        for (index, value) in arguments.enumerated() { frame.setArgument(index, value) }
        return try invoke(callee, frame, arguments.count)
    }

    /// The arguments that a builtin was called with, from one position on.
    func call(_ callee: Value, _ this: Value, _ arguments: Arguments, from start: Int) throws(JSThrow) -> Value {
        let frame = top
        let count = max(0, arguments.count - start)
        try checkArgumentSpace(frame, count)
        frame.thisValue = this
        frame.storage.move(from: arguments.frame.storage, Frame.firstArgument + start, to: Frame.firstArgument, count: count)
        return try invoke(callee, frame, count)
    }

    /// The elements of an array-like object as arguments, sec-createlistfromarraylike.
    func call(_ callee: Value, _ this: Value, argumentList: Value) throws(JSThrow) -> Value {
        if let array = argumentList.asObject, array.kind == .array, !array.hasSparseElements {
            let count = Int(array.arrayLength)
            let elements = array.elements
            if count == elements.count && count <= Frame.maximumArguments && !elements.hasHoles(0, count) {
                let frame = top
                try checkArgumentSpace(frame, count)
                try pay(count / 16)
                frame.thisValue = this
                frame.storage.move(from: elements.storage, 0, to: Frame.firstArgument, count: count)
                return try invoke(callee, frame, count)
            }
        }
        let list = try createListFromArrayLike(argumentList)
        return try call(callee, this, arguments: list)
    }

    // MARK: [[Construct]]

    /// sec-construct. The caller knows that both are constructors.
    func construct(_ constructor: JSObject, arguments: some Collection<Value> = [Value](), newTarget: JSObject? = nil) throws(JSThrow) -> JSObject {
        let frame = top
        try checkArgumentSpace(frame, arguments.count)
        for (index, value) in arguments.enumerated() { frame.setArgument(index, value) }
        return try construct(constructor, frame, arguments.count, newTarget: newTarget ?? constructor)
    }

    /// The arguments are in the frame, which is at `top`.
    func construct(_ constructor: JSObject, _ frame: Frame, _ argumentCount: Int, newTarget: JSObject) throws(JSThrow) -> JSObject {
        switch constructor.kind {
        case .function:
            return try FunctionObject(constructor).code.construct(constructor, frame, argumentCount, newTarget, self)
        case .nativeFunction:
            frame.thisValue = .undefined
            let result = try invokeNative(constructor, frame, argumentCount, newTarget: Value(newTarget))
            guard let object = result.asObject else { throw throwError(.typeError, "constructor did not return an object") }
            return object
        case .boundFunction:
            try checkNativeStack()
            var count = argumentCount
            var target = constructor
            var newTarget = newTarget
            while target.kind == .boundFunction {
                let function = FunctionObject(target)
                count = try insertBoundArguments(function.boundArguments, frame, count)
                try payForCall(frame, count)
                guard let next = function.boundTarget.asObject else { throw stackOverflow() }
                if newTarget == target { newTarget = next }
                target = next
            }
            return try construct(target, frame, count, newTarget: newTarget)
        default:
            return try proxyConstruct(constructor, frame, argumentCount, newTarget)
        }
    }

    /// sec-getprototypefromconstructor
    func getPrototypeFromConstructor(_ constructor: JSObject, _ fallback: Intrinsic) throws(JSThrow) -> JSObject {
        try get(constructor, PropertyKey(.prototype)).asObject ?? intrinsic(fallback)
    }

    /// sec-ordinarycreatefromconstructor: an object of a kind for a native constructor called with `new`.
    func ordinaryCreateFromConstructor(_ newTarget: Value, _ fallback: Intrinsic, kind: CellKind = .object, inlineSlots: Int = 4) throws(JSThrow) -> JSObject {
        guard let constructor = newTarget.asObject else { return heap.makeObject(kind, Shape.root(prototype: intrinsic(fallback), heap), inlineSlots: inlineSlots) }
        let prototype = try getPrototypeFromConstructor(constructor, fallback)
        return heap.makeObject(kind, Shape.root(prototype: prototype, heap), inlineSlots: inlineSlots)
    }
}
