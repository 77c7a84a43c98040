// The few operations on raw bytes that cells and builtins share.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

enum RawBytes {
    @inline(__always) static func equal(_ a: UInt, _ b: UInt, _ count: Int) -> Bool {
        unsafe count == 0 || memcmp(UnsafeRawPointer(bitPattern: a).unsafelyUnwrapped, UnsafeRawPointer(bitPattern: b).unsafelyUnwrapped, count) == 0
    }

    /// Copies bytes; the ranges may overlap. The caller vouches for both ranges.
    @inline(__always) static func copy(_ count: Int, from source: UInt, to destination: UInt) {
        if count > 0 {
            unsafe memmove(
                UnsafeMutableRawPointer(bitPattern: destination).unsafelyUnwrapped,
                UnsafeRawPointer(bitPattern: source).unsafelyUnwrapped, count)
        }
    }

    /// Memory with undefined contents, to be given back with `release`. The caller accounts for it.
    static func allocate(_ count: Int) -> UInt {
        present(unsafe UInt(bitPattern: malloc(max(count, 1))))
    }

    /// Zeroed memory, to be given back with `release`. The caller accounts for it.
    static func allocateZeroed(_ count: Int) -> UInt {
        present(unsafe UInt(bitPattern: calloc(1, max(count, 1))))
    }

    static func release(_ address: UInt) {
        unsafe free(UnsafeMutableRawPointer(bitPattern: address))
    }

    /// Zeroed memory that is never freed: for process-wide tables.
    static func allocateForever(_ count: Int) -> UInt {
        present(unsafe UInt(bitPattern: calloc(1, count)))
    }

    @inline(__always) private static func present(_ address: UInt) -> UInt {
        // The system has no memory left for the host itself; there is nothing to go on with.
        if address == 0 { fatalError("out of system memory") }
        return address
    }
}

/// Calls `body` with a Swift object that a word refers to and that something else keeps alive, without touching its reference
/// count. The error takes a detour because the standard library's way to borrow an object knows no typed errors.
@inline(__always)
func withBorrowed<Object: AnyObject, Result>(
    _ type: Object.Type, _ word: UInt, _ body: (Object) throws(JSThrow) -> Result
) throws(JSThrow) -> Result {
    var failure = JSThrow.exception
    let result: Result? = unsafe Unmanaged<Object>.fromOpaque(UnsafeRawPointer(bitPattern: word).unsafelyUnwrapped)
        ._withUnsafeGuaranteedRef { object in
            do throws(JSThrow) {
                return try body(object)
            } catch {
                failure = error
                return nil
            }
        }
    if let result { return result }
    throw failure
}
