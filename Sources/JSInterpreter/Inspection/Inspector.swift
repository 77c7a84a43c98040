// Values shown the way `util.inspect` of Node shows them.
//
// An object becomes a list of pieces of text, one for each element, entry or property, between an opening and a closing; `Layout`
// decides whether they fit on one line, into columns, or need a line each. The pieces are strings of the script's heap: they
// count against its memory, and a value that is too large to show ends the script like one that is too large to make.
//
// Nothing here runs code of the script. Properties are read where they are stored; an accessor is shown by its name; of a
// proxy only the target is looked at.

final class Inspector {
    struct Options {
        /// Objects below this level are only named.
        var depth = 2
        var showsHidden = false
        var showsProxies = false
    }

    static let maximumItems = 100
    static let maximumStringLength = 10_000

    let context: Context
    let options: Options
    /// Columns that the lines of the present object are indented.
    var indentation = 0
    /// The level of the object shown last.
    var currentLevel = 0
    /// The objects that contain the present one.
    private let seen: RootList
    /// Objects that contain themselves, in the order in which that was found.
    private let circular: RootList

    init(_ context: Context, _ options: Options = Options()) {
        self.context = context
        self.options = options
        seen = RootList(context.heap)
        circular = RootList(context.heap)
    }

    /// What an object looks like before its pieces are put together.
    struct Form {
        /// What stands before the opening: the text of a function, date, error …
        var base: JSString
        var opening: JSString
        var closing: StaticString = "}"
        /// Whether the pieces are elements, which may stand in columns.
        var isList = false
        /// The properties to show after the contents.
        var keys: RootList
    }

    /// Text put together from parts.
    func text(_ body: (inout TextBuilder) throws(JSThrow) -> Void) throws(JSThrow) -> JSString {
        var builder = TextBuilder(context)
        try body(&builder)
        return try builder.take()
    }

    func literal(_ text: String) -> JSString { context.makeString(text) }

    // MARK: Values

    func inspect(_ value: Value) throws(JSThrow) -> JSString { try format(value, 0) }

    /// - Parameter isBufferOfView: the value is shown as a part of the view that shows its bytes.
    func format(_ value: Value, _ level: Int, isBufferOfView: Bool = false) throws(JSThrow) -> JSString {
        try context.pay()
        guard var object = value.asObject else { return try formatPrimitive(value) }
        try context.checkNativeStack()
        if object.kind == .proxy && options.showsProxies { return try formatProxy(object, level) }
        while object.kind == .proxy {
            try context.pay()
            guard let target = object.payloadValue(0).asObject else { return literal("<Revoked Proxy>") }
            object = target
        }
        if seen.contains(Value(object)) {
            if !circular.contains(Value(object)) { try circular.append(Value(object)) }
            return literal("[Circular *\(circularIndex(object) ?? 0)]")
        }
        return try formatObject(object, level, isBufferOfView: isBufferOfView)
    }

    private func circularIndex(_ object: JSObject) -> Int? {
        circular.firstIndex(of: Value(object)).map { $0 + 1 }
    }

    private func formatProxy(_ proxy: JSObject, _ level: Int) throws(JSThrow) -> JSString {
        let target = proxy.payloadValue(0)
        guard target.isObject else { return literal("<Revoked Proxy>") }
        if level > options.depth { return literal("Proxy [Array]") }
        let pieces = RootList(context.heap)
        indentation += 2
        try pieces.append(Value(try format(target, level + 1)))
        try pieces.append(Value(try format(proxy.payloadValue(1), level + 1)))
        indentation -= 2
        let form = Form(
            base: context.emptyString, opening: literal("Proxy ["), closing: "]", isList: true, keys: RootList(context.heap))
        return try join(pieces, form, level + 1, subject: nil)
    }

    // MARK: Objects

    private func formatObject(_ object: JSObject, _ level: Int, isBufferOfView: Bool) throws(JSThrow) -> JSString {
        let constructor = try constructorName(of: object, level)
        let tag = try toStringTag(of: object)
        let shown = try form(of: object, constructor, tag, level, isBufferOfView: isBufferOfView)
        guard var form = shown.form else { return shown.whole }
        if level > options.depth {
            let name = try prefix(of: object, constructor, tag)
            return try text { (builder) throws(JSThrow) in
                if constructor != nil { try builder.append("[") }
                try builder.append(name)
                builder.truncate(to: builder.count - 1)
                if constructor != nil { try builder.append("]") }
            }
        }
        try seen.append(Value(object))
        currentLevel = level + 1
        let pieces = RootList(context.heap)
        try appendContents(of: object, to: pieces, level + 1, isBufferOfView: isBufferOfView)
        for index in 0..<form.keys.count {
            let key = PropertyKey(bits: form.keys[index].bits)
            try pieces.append(Value(try formatProperty(object, key, level + 1)))
        }
        if let index = circularIndex(object) {
            let base = form.base
            form.base = try text { (builder) throws(JSThrow) in
                try builder.append("<ref *")
                try builder.append(decimal: index)
                try builder.append(">")
                if base.length > 0 {
                    try builder.append(" ")
                    try builder.append(base)
                }
            }
        }
        seen.removeLast()
        return try join(pieces, form, level + 1, subject: object)
    }

    /// How an object is shown, or the whole text if there is nothing in it.
    private func form(
        of object: JSObject, _ constructor: JSString?, _ tag: JSString?, _ level: Int, isBufferOfView: Bool
    ) throws(JSThrow) -> (form: Form?, whole: JSString) {
        let empty = context.emptyString
        func open(_ prefix: JSString, _ keys: RootList, isEmpty: Bool, isList: Bool = false) throws(JSThrow) -> (Form?, JSString) {
            let opening = try text { (builder) throws(JSThrow) in
                try builder.append(prefix)
                try builder.append(isList ? "[" : "{")
            }
            if isEmpty && keys.isEmpty {
                return (nil, try text { (builder) throws(JSThrow) in
                    try builder.append(opening)
                    try builder.append(isList ? "]" : "}")
                })
            }
            return (Form(base: empty, opening: opening, closing: isList ? "]" : "}", isList: isList, keys: keys), empty)
        }
        func based(_ base: JSString, _ keys: RootList) -> (Form?, JSString) {
            keys.isEmpty ? (nil, base) : (Form(base: base, opening: literal("{"), keys: keys), empty)
        }

        switch object.kind {
        case .array:
            let length = Int(object.arrayLength)
            let isPlain = try isName(constructor, .Array) && tag == nil
            let prefix = isPlain ? empty : try self.prefix(constructor, tag, fallback: .Array, size: length)
            return try open(prefix, keys(of: object), isEmpty: length == 0, isList: true)
        case .map, .set:
            let count = object.payload(as: OrderedTable.self)?.count ?? 0
            let prefix = try self.prefix(constructor, tag, fallback: object.kind == .map ? .Map : .Set, size: count)
            return try open(prefix, keys(of: object), isEmpty: count == 0)
        case .typedArray:
            guard let data = object.typedArrayData else { break }
            let prefix = try self.prefix(constructor, tag, fallback: data.type.name, size: data.length)
            return try open(prefix, keys(of: object), isEmpty: data.length == 0 && !options.showsHidden, isList: true)
        case .tableIterator:
            return (try iteratorForm(object, tag), empty)
        default: break
        }

        let keys = try keys(of: object)
        if object.isCallable { return based(try functionBase(object, constructor, tag), keys) }
        if try isName(constructor, .Object) {
            if object.kind == .arguments { return try open(literal("[Arguments] "), keys, isEmpty: true) }
            let prefix = tag == nil ? empty : try self.prefix(constructor, tag, fallback: .Object)
            return try open(prefix, keys, isEmpty: true)
        }
        switch object.kind {
        case .regexp:
            let base = try prefixed(try regExpText(object), constructor, tag, .RegExp)
            return level > options.depth ? (nil, base) : based(base, keys)
        case .date:
            return based(try prefixed(dateText(object), constructor, tag, .Date), keys)
        case .error:
            let base = try errorBase(object, constructor, tag, keys)
            return based(base, keys)
        case .arrayBuffer:
            let prefix = try self.prefix(constructor, tag, fallback: .ArrayBuffer)
            if isBufferOfView && keys.isEmpty {
                return (nil, try text { (builder) throws(JSThrow) in
                    try builder.append(prefix)
                    try builder.append("{ byteLength: ")
                    try builder.append(decimal: object.arrayBufferData?.byteLength ?? 0)
                    try builder.append(" }")
                })
            }
            return try open(prefix, keys, isEmpty: false)
        case .dataView: return try open(self.prefix(constructor, tag, fallback: .DataView), keys, isEmpty: false)
        case .weakSet: return try open(self.prefix(constructor, tag, fallback: .WeakSet), keys, isEmpty: false)
        case .weakMap: return try open(self.prefix(constructor, tag, fallback: .WeakMap), keys, isEmpty: false)
        case .primitiveWrapper: return based(try wrapperBase(object, constructor, tag), keys)
        default: return try open(self.prefix(of: object, constructor, tag), keys, isEmpty: true)
        }
    }

    /// A text that stands for the object, after the name of its class unless that says nothing new.
    private func prefixed(_ base: JSString, _ constructor: JSString?, _ tag: JSString?, _ name: Name) throws(JSThrow) -> JSString {
        if try isName(constructor, name) && tag == nil { return base }
        let prefix = try self.prefix(constructor, tag, fallback: name)
        return try text { (builder) throws(JSThrow) in
            try builder.append(prefix)
            try builder.append(base)
        }
    }

    // MARK: Properties

    /// The keys to show: enumerable, or all; not those of elements, which are contents.
    func keys(of object: JSObject) throws(JSThrow) -> RootList {
        let keys = RootList(context.heap)
        if options.showsHidden { context.materializeFunction(object) }
        if object.kind != .array && object.kind != .typedArray { try appendElementKeys(of: object, to: keys) }
        if options.showsHidden && (object.kind == .array || object.kind == .primitiveWrapper && object.isExotic) {
            try keys.append(Value(bits: PropertyKey(.length).bits))
        }
        try context.pay(object.shape.slotCount / 4)
        var hasSymbols = false
        try object.shape.forEach(context.heap) { (key, location) throws(JSThrow) in
            guard options.showsHidden || location.attributes.contains(.enumerable) else { return }
            if key.isSymbol { hasSymbols = true } else { try keys.append(Value(bits: key.bits)) }
        }
        if hasSymbols {
            try object.shape.forEach(context.heap) { (key, location) throws(JSThrow) in
                guard options.showsHidden || location.attributes.contains(.enumerable) else { return }
                if key.isSymbol && !key.isPrivateName { try keys.append(Value(bits: key.bits)) }
            }
        }
        return keys
    }

    private func appendElementKeys(of object: JSObject, to keys: RootList) throws(JSThrow) {
        if object.hasSparseElements {
            let sparse = object.sparseElements
            for index in sparse.indices {
                try context.pay()
                let isEnumerable = sparse[index]?.attributes.contains(.enumerable) ?? false
                if isEnumerable || options.showsHidden { try keys.append(Value(bits: PropertyKey(index: index).bits)) }
            }
        } else {
            let elements = object.elements
            try context.pay(elements.count / 4)
            for index in 0..<elements.count where !elements[index].isEmpty {
                try keys.append(Value(bits: PropertyKey(index: UInt32(index)).bits))
            }
        }
    }

    /// `name: value`
    private func formatProperty(_ object: JSObject, _ key: PropertyKey, _ level: Int) throws(JSThrow) -> JSString {
        guard let property = try object.getOwnProperty(key, context) else { return context.emptyString }
        indentation += 2
        let value = try formatValue(of: property, level)
        indentation -= 2
        return try text { (builder) throws(JSThrow) in
            try appendName(key, isEnumerable: property.isEnumerable, to: &builder)
            try builder.append(": ")
            try builder.append(value)
        }
    }

    /// The value of a property, or what kind of accessor it is.
    func formatValue(of property: PropertyDescriptor, _ level: Int) throws(JSThrow) -> JSString {
        guard property.isAccessor else { return try format(property.value, level) }
        let hasGetter = property.getter.isObject
        let hasSetter = property.setter.isObject
        return hasGetter
            ? literal(hasSetter ? "[Getter/Setter]" : "[Getter]") : hasSetter ? literal("[Setter]") : Name.undefined.string
    }
}
