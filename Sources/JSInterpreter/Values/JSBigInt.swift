// BigInt values: a cell that owns the number in a Swift object. 8: the retained `Box`.

import JSNumerics

@safe
struct JSBigInt: Equatable {
    let cell: Cell
    @inline(__always) init(cell: Cell) { self.cell = cell }

    final class Storage {
        let value: BigIntValue
        init(_ value: BigIntValue) { self.value = value }
    }

    static let size = 32

    /// What the number takes: its digits and the two Swift objects around them.
    static func storageBytes(_ value: BigIntValue) -> Int { value.byteCount + 96 }

    var value: BigIntValue {
        unsafe Unmanaged<Storage>.fromOpaque(UnsafeRawPointer(bitPattern: cell.word(8)).unsafelyUnwrapped)
            ._withUnsafeGuaranteedRef { $0.value }
    }

    func finalize(_ heap: Heap) {
        heap.unreserve(JSBigInt.storageBytes(value))
        unsafe Unmanaged<Storage>.fromOpaque(UnsafeRawPointer(bitPattern: cell.word(8)).unsafelyUnwrapped).release()
    }
}

extension Context {
    func makeBigInt(_ value: BigIntValue) throws(JSThrow) -> Value {
        try heap.reserve(JSBigInt.storageBytes(value))
        let cell = heap.allocate(.bigint, size: JSBigInt.size)
        cell.initializeHeader(.bigint)
        cell.setWord(unsafe UInt(bitPattern: Unmanaged.passRetained(JSBigInt.Storage(value)).toOpaque()), 8)
        return Value(JSBigInt(cell: cell))
    }
}
