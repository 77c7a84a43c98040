// The methods of `Array.prototype` that change the object itself. Arrays whose elements can be moved in their storage are changed
// there; what follows in each method is the way for everything else.

extension ArrayPrototype {
    /// sec-array.prototype.copywithin
    static func copyWithin(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        var to = try context.toRelativeIndex(arguments[0], length: length)
        var from = try context.toRelativeIndex(arguments[1], length: length)
        let final = arguments[2].isUndefined ? length : try context.toRelativeIndex(arguments[2], length: length)
        var count = min(final - from, length - to)
        if count <= 0 { return Value(object) }
        if context.hasMovableElements(object) && Int(object.arrayLength) == length {
            try context.pay(count / 16)
            let elements = object.elements
            elements.storage.move(from: elements.storage, from, to: to, count: count)
            return Value(object)
        }
        var step = 1
        if from < to && to < from + count {
            step = -1
            from += count - 1
            to += count - 1
        }
        while count > 0 {
            if let value = try context.presentElement(object, from) {
                try context.setElement(object, to, value)
            } else {
                try context.deleteElement(object, to)
            }
            from += step
            to += step
            count -= 1
        }
        return Value(object)
    }

    /// sec-array.prototype.fill
    static func fill(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let value = arguments[0]
        var index = try context.toRelativeIndex(arguments[1], length: length)
        let end = arguments[2].isUndefined ? length : try context.toRelativeIndex(arguments[2], length: length)
        if index < end && object.isPlainArray && context.prototypesHaveNoElements(object) && Int(object.arrayLength) == length {
            try context.pay((end - min(index, object.elements.count)) / 16)
            try object.reserveElements(end, context)
            let elements = object.elements
            if elements.count < index { elements.storage.fill(.empty, from: elements.count, to: index) }
            elements.storage.fill(value, from: index, to: end)
            if elements.count < end { elements.count = end }
            return Value(object)
        }
        while index < end {
            try context.pay()
            try context.setElement(object, index, value)
            index += 1
        }
        return Value(object)
    }

    /// sec-array.prototype.pop
    static func pop(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        if object.isPlainArray {
            let elements = object.elements
            let last = elements.count - 1
            if last >= 0 && last == Int(object.arrayLength) - 1 && !elements[last].isEmpty {
                let value = elements[last]
                elements.count = last
                object.arrayLength = UInt32(truncatingIfNeeded: last)
                return value
            }
        }
        let length = try context.lengthOfArrayLike(object)
        if length == 0 {
            try context.setOrThrow(object, PropertyKey(.length), .zero)
            return .undefined
        }
        let value = try context.getElement(object, length - 1)
        try context.deleteElement(object, length - 1)
        try context.setOrThrow(object, PropertyKey(.length), Value(length - 1))
        return value
    }

    /// sec-array.prototype.push
    static func push(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let count = arguments.count
        if object.isPlainArray && context.prototypesHaveNoElements(object),
            Int(object.arrayLength) + count <= Int(PropertyKey.maximumIndex)
        {
            var index = 0
            while index < count {
                try context.createElement(object, Int(object.arrayLength), arguments[index])
                index += 1
            }
            return Value(object.arrayLength)
        }
        var length = try context.lengthOfArrayLike(object)
        if length + count > maximumLength { throw tooManyElements(context) }
        for index in 0..<count {
            try context.pay()
            try context.setOrThrow(object, context.indexKey(length), arguments[index])
            length += 1
        }
        try context.setOrThrow(object, PropertyKey(.length), Value(length))
        return Value(length)
    }

    /// sec-array.prototype.reverse
    static func reverse(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        var lower = 0
        if context.hasMovableElements(object) {
            try context.pay(length / 16)
            let elements = object.elements
            while lower < length / 2 {
                let value = elements[lower]
                elements[lower] = elements[length - 1 - lower]
                elements[length - 1 - lower] = value
                lower += 1
            }
            return Value(object)
        }
        while lower < length / 2 {
            try context.pay()
            let upper = length - 1 - lower
            let lowerValue = try context.presentElement(object, lower)
            let upperValue = try context.presentElement(object, upper)
            switch (lowerValue, upperValue) {
            case (let lowerValue?, let upperValue?):
                try context.setElement(object, lower, upperValue)
                try context.setElement(object, upper, lowerValue)
            case (nil, let upperValue?):
                try context.setElement(object, lower, upperValue)
                try context.deleteElement(object, upper)
            case (let lowerValue?, nil):
                try context.deleteElement(object, lower)
                try context.setElement(object, upper, lowerValue)
            case (nil, nil): break
            }
            lower += 1
        }
        return Value(object)
    }

    /// Arrays longer than this give up their first place instead of moving all other elements.
    private static let longArray = 64

    /// sec-array.prototype.shift
    static func shift(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        if length > 0 && context.hasMovableElements(object) {
            let elements = object.elements
            let first = elements[0]
            if length > longArray {
                object.elements = elements.droppingFirst()
            } else {
                elements.storage.move(from: elements.storage, 1, to: 0, count: length - 1)
                elements.count = length - 1
            }
            object.arrayLength = UInt32(truncatingIfNeeded: length - 1)
            return first.isEmpty ? .undefined : first
        }
        if length == 0 {
            try context.setOrThrow(object, PropertyKey(.length), .zero)
            return .undefined
        }
        let first = try context.getElement(object, 0)
        var index = 1
        while index < length {
            try context.pay()
            if let value = try context.presentElement(object, index) {
                try context.setElement(object, index - 1, value)
            } else {
                try context.deleteElement(object, index - 1)
            }
            index += 1
        }
        try context.deleteElement(object, length - 1)
        try context.setOrThrow(object, PropertyKey(.length), Value(length - 1))
        return first
    }

    /// sec-array.prototype.unshift
    static func unshift(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let count = arguments.count
        if context.hasMovableElements(object) && length + count <= Int(PropertyKey.maximumIndex) {
            try openGap(in: object, at: 0, replacing: 0, with: count, context)
            let elements = object.elements
            for index in 0..<count { elements[index] = arguments[index] }
            return Value(length + count)
        }
        if count > 0 {
            if length + count > maximumLength { throw tooManyElements(context) }
            var index = length - 1
            while index >= 0 {
                try context.pay()
                if let value = try context.presentElement(object, index) {
                    try context.setElement(object, index + count, value)
                } else {
                    try context.deleteElement(object, index + count)
                }
                index -= 1
            }
            for index in 0..<count { try context.setElement(object, index, arguments[index]) }
        }
        try context.setOrThrow(object, PropertyKey(.length), Value(length + count))
        return Value(length + count)
    }

    /// sec-array.prototype.splice
    static func splice(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let start = try context.toRelativeIndex(arguments[0], length: length)
        let itemCount = max(0, arguments.count - 2)
        let deleteCount: Int
        switch arguments.count {
        case 0: deleteCount = 0
        case 1: deleteCount = length - start
        default: deleteCount = min(max(try context.toClampedInteger(arguments[1]), 0), length - start)
        }
        let newLength = length + itemCount - deleteCount
        if newLength > maximumLength { throw tooManyElements(context) }
        let removed = try context.arraySpeciesCreate(object, deleteCount)
        if context.hasMovableElements(object) && Int(object.arrayLength) == length && removed.isPlainArray && removed != object
            && removed.elements.count == 0 && newLength <= Int(PropertyKey.maximumIndex)
        {
            try context.appendElements(of: object, start, start + deleteCount, to: removed)
            try context.setLength(removed, deleteCount)
            try openGap(in: object, at: start, replacing: deleteCount, with: itemCount, context)
            let elements = object.elements
            for index in 0..<itemCount { elements[start + index] = arguments[index + 2] }
            return Value(removed)
        }
        var index = 0
        while index < deleteCount {
            try context.pay()
            if let value = try context.presentElement(object, start + index) { try context.createElement(removed, index, value) }
            index += 1
        }
        try context.setOrThrow(removed, PropertyKey(.length), Value(deleteCount))
        if itemCount < deleteCount {
            index = start
            while index < length - deleteCount {
                try moveElement(of: object, from: index + deleteCount, to: index + itemCount, context)
                index += 1
            }
            index = length
            while index > newLength {
                try context.deleteElement(object, index - 1)
                index -= 1
            }
        } else if itemCount > deleteCount {
            index = length - deleteCount
            while index > start {
                try moveElement(of: object, from: index + deleteCount - 1, to: index + itemCount - 1, context)
                index -= 1
            }
        }
        for index in 0..<itemCount { try context.setElement(object, start + index, arguments[index + 2]) }
        try context.setOrThrow(object, PropertyKey(.length), Value(newLength))
        return Value(removed)
    }

    private static func moveElement(of object: JSObject, from: Int, to: Int, _ context: Context) throws(JSThrow) {
        try context.pay()
        if let value = try context.presentElement(object, from) {
            try context.setElement(object, to, value)
        } else {
            try context.deleteElement(object, to)
        }
    }

    /// Makes `newCount` places of `oldCount` in an array with movable elements; the caller fills them at once.
    private static func openGap(
        in array: JSObject, at start: Int, replacing oldCount: Int, with newCount: Int, _ context: Context
    ) throws(JSThrow) {
        let count = array.elements.count
        let newTotal = count + newCount - oldCount
        if newTotal == 0 && count == 0 { return }
        if newTotal > array.elements.capacity { try array.reserveElements(newTotal + newTotal / 2, context) }
        let elements = array.elements
        if newCount != oldCount {
            try context.pay((count - start) / 64)
            elements.storage.move(
                from: elements.storage, start + oldCount, to: start + newCount, count: count - start - oldCount)
            elements.count = newTotal
            array.arrayLength = UInt32(truncatingIfNeeded: newTotal)
        }
        // Until the caller fills the gap nothing may be found in it that the array no longer has.
        elements.storage.fill(.undefined, from: start, to: start + newCount)
    }
}
