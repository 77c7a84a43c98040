// The native stack: where it is now, where it must not go, and how the collector reads it.

import JSSyntax

enum NativeStack {
    /// The address of a variable in the caller's frame: close enough to the stack pointer to compare with a limit.
    @inline(__always) static func currentAddress() -> UInt {
        var probe: UInt8 = 0
        // Without the stack protection that the address of a variable would otherwise bring into every caller.
        return unsafe _withUnprotectedUnsafeMutablePointer(to: &probe) { UInt(bitPattern: $0) }
    }

    /// The lowest address that the current thread's stack may use, with a reserve below it left for code that does not check.
    static func limit(reserve: UInt) -> UInt { StackLimit.ofCurrentThread(reserve: reserve).lowestAddress }

    /// Calls `body` with the lowest address of the caller's frames, after every callee-saved register was written to memory
    /// above that address: a register is saved by the first function that wants to use it, and this one wants more than there
    /// are, in a way the optimiser cannot see through.
    @inline(never)
    static func withSpilledRegisters(_ seed: UInt, _ body: (UInt) -> Void) -> UInt {
        var a = opaque(seed), b = opaque(a), c = opaque(b), d = opaque(c), e = opaque(d), f = opaque(e)
        var g = opaque(f), h = opaque(g), i = opaque(h), j = opaque(i), k = opaque(j), l = opaque(k)
        body(currentAddress())
        a = opaque(a &+ l); b = opaque(b ^ a); c = opaque(c &+ b); d = opaque(d ^ c); e = opaque(e &+ d)
        f = opaque(f ^ e); g = opaque(g &+ f); h = opaque(h ^ g); i = opaque(i &+ h); j = opaque(j ^ i)
        k = opaque(k &+ j); l = opaque(l ^ k)
        return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l
    }

    @inline(never) @_optimize(none)
    private static func opaque(_ value: UInt) -> UInt { value &+ 1 }
}
