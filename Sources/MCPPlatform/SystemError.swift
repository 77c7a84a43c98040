// What the operating system refused.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Something that the operating system did not do.
package struct SystemError: Error, CustomStringConvertible {
    /// For operators: may name commands and addresses.
    package let description: String

    package init(description: String) { self.description = description }

    /// - Parameters:
    ///   - problem: what did not work.
    ///   - code: the system's number for the reason.
    package init(_ problem: String, _ code: Int32 = errno) { description = "\(problem): \(Files.errorText(code))" }
}
