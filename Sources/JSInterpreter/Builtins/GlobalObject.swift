// The global object, sec-global-object: its properties refer to intrinsics, which are made when first read.

enum GlobalObject {
    private static let constructors: [(Name, Intrinsic)] = [
        (.Object, .object), (.Function, .function), (.Array, .array), (.String, .string), (.Number, .number),
        (.Boolean, .boolean), (.Symbol, .symbol), (.BigInt, .bigInt), (.Error, .error), (.EvalError, .evalError),
        (.RangeError, .rangeError), (.ReferenceError, .referenceError), (.SyntaxError, .syntaxError),
        (.TypeError, .typeError), (.URIError, .uriError), (.AggregateError, .aggregateError), (.Iterator, .iterator),
        (.Map, .map), (.Set, .set), (.WeakMap, .weakMap), (.WeakSet, .weakSet), (.WeakRef, .weakRef),
        (.FinalizationRegistry, .finalizationRegistry), (.Date, .date), (.RegExp, .regExp), (.Proxy, .proxy),
        (.ArrayBuffer, .arrayBuffer), (.DataView, .dataView), (.Int8Array, .int8Array), (.Uint8Array, .uint8Array),
        (.Uint8ClampedArray, .uint8ClampedArray), (.Int16Array, .int16Array), (.Uint16Array, .uint16Array),
        (.Int32Array, .int32Array), (.Uint32Array, .uint32Array), (.Float16Array, .float16Array),
        (.Float32Array, .float32Array), (.Float64Array, .float64Array), (.BigInt64Array, .bigInt64Array),
        (.BigUint64Array, .bigUint64Array), (.Math, .math), (.JSON, .json), (.Reflect, .reflect),
        (.parseFloat, .parseFloat), (.parseInt, .parseInt),
    ]

    /// undefined in the sandbox: what makes code from text, can stand in for other objects, is asynchronous, or would lead outside.
    /// Scripts that look whether there is such a thing find that there is not.
    private static let removedInSandbox: [Name] = [
        .eval, .Function, .GeneratorFunction, .AsyncFunction, .AsyncGeneratorFunction, .Reflect, .Proxy, .WebAssembly,
        .Promise, .setTimeout, .setInterval, .setImmediate, .queueMicrotask, .clearTimeout, .clearInterval, .require, .process,
        .fetch,
    ]

    private static func properties(_ profile: Profile) -> [BuiltinProperty] {
        var list: [BuiltinProperty] = [
            .lazy(.globalThis) { Value($0.globalObject) },
            .constant(.Infinity, Value(double: .infinity)),
            .constant(.NaN, .nan),
            .constant(.undefined, .undefined),
        ]
        for (name, intrinsic) in constructors where profile == .standard || !removedInSandbox.contains(name) {
            list.append(.intrinsic(name, intrinsic))
        }
        if profile == .sandbox { list += removedInSandbox.map { .constant($0, .undefined, .hidden) } }
        return list + GlobalFunctions.properties + [StructuredClone.property]
    }

    static let standard = BuiltinTable(.special(make), properties(.standard))
    static let sandbox = BuiltinTable(.special(make), properties(.sandbox))

    private static func make(_ context: Context, _ shape: Shape) -> JSObject {
        context.heap.makeObject(.global, shape, inlineSlots: 0)
    }
}

extension Context {
    /// sec-initializehostdefinedrealm
    func makeGlobalObject() -> JSObject {
        (profile == .sandbox ? GlobalObject.sandbox : GlobalObject.standard).make(self, intrinsic: nil)
    }

    // The shapes that most objects start with.
    @inline(__always) var objectShape: Shape { commonShapes.object ?? makeObjectShape() }
    @inline(__always) var arrayShape: Shape { commonShapes.array ?? makeArrayShape() }
    @inline(__always) var functionShape: Shape { commonShapes.function ?? makeFunctionShape() }

    /// The shape of what `createIterResultObject` makes; nil in a realm with too many shapes for another one.
    @inline(__always) var iteratorResultShape: Shape? { commonShapes.iteratorResult ?? makeIteratorResultShape() }

    @inline(never) private func makeIteratorResultShape() -> Shape? {
        let shape = objectShape.adding(PropertyKey(.value), .all, heap)?.adding(PropertyKey(.done), .all, heap)
        commonShapes.iteratorResult = shape
        return shape
    }

    @inline(never) private func makeObjectShape() -> Shape {
        let shape = Shape.root(prototype: intrinsic(.objectPrototype), heap)
        commonShapes.object = shape
        return shape
    }

    @inline(never) private func makeArrayShape() -> Shape {
        let shape = Shape.root(prototype: intrinsic(.arrayPrototype), heap, kind: .array)
        commonShapes.array = shape
        return shape
    }

    @inline(never) private func makeFunctionShape() -> Shape {
        let shape = Shape.root(prototype: intrinsic(.functionPrototype), heap, kind: .lazyFunction)
        commonShapes.function = shape
        return shape
    }
}

/// Root shapes that are asked for all the time; roots of the collector.
struct CommonShapes {
    var object: Shape?
    var array: Shape?
    var function: Shape?
    /// `{value, done}`
    var iteratorResult: Shape?
    /// Where `Array.prototype[Symbol.iterator]` and the `next` of array iterators were last found.
    var arrayIterable: KnownSlot?
    var arrayIterator: KnownSlot?
    /// Where `Array.prototype.constructor` was last found.
    var arrayConstructor: KnownSlot?

    func trace(_ heap: Heap) {
        for shape in [object, array, function, iteratorResult] {
            if let shape { heap.mark(shape.cell) }
        }
        for known in [arrayIterable, arrayIterator, arrayConstructor] {
            if let known { heap.mark(known.shape.cell) }
        }
    }
}

/// The slot of a property in the objects of a shape.
struct KnownSlot {
    let shape: Shape
    let slot: Int
}
