// The well-known intrinsic objects, sec-well-known-intrinsic-objects, and where each is described.

enum Intrinsic: UInt8, CaseIterable, Sendable {
    case objectPrototype
    case object
    case functionPrototype
    case function
    case functionPrototypeHasInstance
    case throwTypeError
    case generatorFunction
    case generatorFunctionPrototype
    case generatorPrototype
    case arrayPrototype
    case array
    case arrayPrototypeValues
    case arrayPrototypeToString
    case arrayIteratorPrototype
    case arrayIteratorPrototypeNext
    case iteratorPrototype
    case iterator
    case iteratorHelperPrototype
    case wrapForValidIteratorPrototype
    case stringPrototype
    case string
    case stringIteratorPrototype
    case regExpPrototype
    case regExp
    case regExpStringIteratorPrototype
    case numberPrototype
    case number
    case parseFloat
    case parseInt
    case booleanPrototype
    case boolean
    case symbolPrototype
    case symbol
    case bigIntPrototype
    case bigInt
    case math
    case json
    case reflect
    case proxy
    case error
    case errorPrototype
    case evalError
    case evalErrorPrototype
    case rangeError
    case rangeErrorPrototype
    case referenceError
    case referenceErrorPrototype
    case syntaxError
    case syntaxErrorPrototype
    case typeError
    case typeErrorPrototype
    case uriError
    case uriErrorPrototype
    case aggregateError
    case aggregateErrorPrototype
    case map
    case mapPrototype
    case set
    case setPrototype
    case weakMap
    case weakMapPrototype
    case weakSet
    case weakSetPrototype
    case weakRef
    case weakRefPrototype
    case finalizationRegistry
    case finalizationRegistryPrototype
    case date
    case datePrototype
    case arrayBuffer
    case arrayBufferPrototype
    case typedArray
    case typedArrayPrototype
    case dataView
    case dataViewPrototype
    case mapIteratorPrototype
    case setIteratorPrototype
    case int8Array
    case int8ArrayPrototype
    case uint8Array
    case uint8ArrayPrototype
    case uint8ClampedArray
    case uint8ClampedArrayPrototype
    case int16Array
    case int16ArrayPrototype
    case uint16Array
    case uint16ArrayPrototype
    case int32Array
    case int32ArrayPrototype
    case uint32Array
    case uint32ArrayPrototype
    case float16Array
    case float16ArrayPrototype
    case float32Array
    case float32ArrayPrototype
    case float64Array
    case float64ArrayPrototype
    case bigInt64Array
    case bigInt64ArrayPrototype
    case bigUint64Array
    case bigUint64ArrayPrototype
    case stringPrototypeTrimEnd
    case stringPrototypeTrimStart
    case datePrototypeToUTCString
    case typedArrayPrototypeValues
    case mapPrototypeEntries
    case setPrototypeValues

    @inline(__always) var index: Int { Int(rawValue) }

    var table: BuiltinTable {
        switch self {
        case .objectPrototype: ObjectPrototype.table
        case .object: ObjectConstructor.table
        case .functionPrototype: FunctionPrototype.table
        case .function: FunctionConstructor.table
        case .functionPrototypeHasInstance: FunctionPrototype.hasInstanceTable
        case .throwTypeError: FunctionPrototype.throwTypeErrorTable
        case .generatorFunction: GeneratorFunction.table
        case .generatorFunctionPrototype: GeneratorFunction.prototypeTable
        case .generatorPrototype: GeneratorPrototype.table
        case .arrayPrototype: ArrayPrototype.table
        case .array: ArrayConstructor.table
        case .arrayPrototypeValues: ArrayPrototype.valuesTable
        case .arrayPrototypeToString: ArrayPrototype.toStringTable
        case .arrayIteratorPrototype: ArrayIterator.table
        case .arrayIteratorPrototypeNext: ArrayIterator.nextTable
        case .iteratorPrototype: IteratorPrototype.table
        case .iterator: IteratorConstructor.table
        case .iteratorHelperPrototype: IteratorHelper.table
        case .wrapForValidIteratorPrototype: IteratorConstructor.wrapForValidTable
        case .stringPrototype: StringPrototype.table
        case .string: StringConstructor.table
        case .stringIteratorPrototype: StringIterator.table
        case .regExpPrototype: RegExpPrototype.table
        case .regExp: RegExpConstructor.table
        case .regExpStringIteratorPrototype: RegExpStringIterator.table
        case .numberPrototype: NumberPrototype.table
        case .number: NumberConstructor.table
        case .parseFloat: NumberConstructor.parseFloatTable
        case .parseInt: NumberConstructor.parseIntTable
        case .booleanPrototype: BooleanPrototype.table
        case .boolean: BooleanConstructor.table
        case .symbolPrototype: SymbolPrototype.table
        case .symbol: SymbolConstructor.table
        case .bigIntPrototype: BigIntPrototype.table
        case .bigInt: BigIntConstructor.table
        case .math: MathObject.table
        case .json: JSONObject.table
        case .reflect: ReflectObject.table
        case .proxy: ProxyConstructor.table
        case .error: ErrorConstructor.table
        case .errorPrototype: ErrorPrototype.table
        case .evalError: NativeErrors.evalError.constructor
        case .evalErrorPrototype: NativeErrors.evalError.prototype
        case .rangeError: NativeErrors.rangeError.constructor
        case .rangeErrorPrototype: NativeErrors.rangeError.prototype
        case .referenceError: NativeErrors.referenceError.constructor
        case .referenceErrorPrototype: NativeErrors.referenceError.prototype
        case .syntaxError: NativeErrors.syntaxError.constructor
        case .syntaxErrorPrototype: NativeErrors.syntaxError.prototype
        case .typeError: NativeErrors.typeError.constructor
        case .typeErrorPrototype: NativeErrors.typeError.prototype
        case .uriError: NativeErrors.uriError.constructor
        case .uriErrorPrototype: NativeErrors.uriError.prototype
        case .aggregateError: AggregateError.table
        case .aggregateErrorPrototype: AggregateError.prototypeTable
        case .map: MapConstructor.table
        case .mapPrototype: MapPrototype.table
        case .set: SetConstructor.table
        case .setPrototype: SetPrototype.table
        case .weakMap: WeakMapConstructor.table
        case .weakMapPrototype: WeakMapPrototype.table
        case .weakSet: WeakSetConstructor.table
        case .weakSetPrototype: WeakSetPrototype.table
        case .weakRef: WeakRefConstructor.table
        case .weakRefPrototype: WeakRefPrototype.table
        case .finalizationRegistry: FinalizationRegistryConstructor.table
        case .finalizationRegistryPrototype: FinalizationRegistryPrototype.table
        case .date: DateConstructor.table
        case .datePrototype: DatePrototype.table
        case .arrayBuffer: ArrayBufferConstructor.table
        case .arrayBufferPrototype: ArrayBufferPrototype.table
        case .typedArray: TypedArrayConstructor.table
        case .typedArrayPrototype: TypedArrayPrototype.table
        case .dataView: DataViewConstructor.table
        case .dataViewPrototype: DataViewPrototype.table
        case .mapIteratorPrototype: MapIterator.table
        case .setIteratorPrototype: SetIterator.table
        case .int8Array: TypedArrayKinds.int8.constructor
        case .int8ArrayPrototype: TypedArrayKinds.int8.prototype
        case .uint8Array: TypedArrayKinds.uint8.constructor
        case .uint8ArrayPrototype: TypedArrayKinds.uint8.prototype
        case .uint8ClampedArray: TypedArrayKinds.uint8Clamped.constructor
        case .uint8ClampedArrayPrototype: TypedArrayKinds.uint8Clamped.prototype
        case .int16Array: TypedArrayKinds.int16.constructor
        case .int16ArrayPrototype: TypedArrayKinds.int16.prototype
        case .uint16Array: TypedArrayKinds.uint16.constructor
        case .uint16ArrayPrototype: TypedArrayKinds.uint16.prototype
        case .int32Array: TypedArrayKinds.int32.constructor
        case .int32ArrayPrototype: TypedArrayKinds.int32.prototype
        case .uint32Array: TypedArrayKinds.uint32.constructor
        case .uint32ArrayPrototype: TypedArrayKinds.uint32.prototype
        case .float16Array: TypedArrayKinds.float16.constructor
        case .float16ArrayPrototype: TypedArrayKinds.float16.prototype
        case .float32Array: TypedArrayKinds.float32.constructor
        case .float32ArrayPrototype: TypedArrayKinds.float32.prototype
        case .float64Array: TypedArrayKinds.float64.constructor
        case .float64ArrayPrototype: TypedArrayKinds.float64.prototype
        case .bigInt64Array: TypedArrayKinds.bigInt64.constructor
        case .bigInt64ArrayPrototype: TypedArrayKinds.bigInt64.prototype
        case .bigUint64Array: TypedArrayKinds.bigUint64.constructor
        case .bigUint64ArrayPrototype: TypedArrayKinds.bigUint64.prototype
        case .stringPrototypeTrimEnd: StringPrototype.trimEndTable
        case .stringPrototypeTrimStart: StringPrototype.trimStartTable
        case .datePrototypeToUTCString: DatePrototype.toUTCStringTable
        case .typedArrayPrototypeValues: TypedArrayPrototype.valuesTable
        case .mapPrototypeEntries: MapPrototype.entriesTable
        case .setPrototypeValues: SetPrototype.valuesTable
        }
    }
}
