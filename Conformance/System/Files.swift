// Files and directories of tests, programs and findings.

import MCPPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Files {
    /// The text of a file; nil if there is none.
    package static func text(_ path: String) throws(FileError) -> String? {
        try bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a file; nil if there is none.
    package static func bytes(_ path: String) throws(FileError) -> [UInt8]? {
        FileFingerprint(path) == nil ? nil : try read(path)
    }

    package static func write(_ text: String, to path: String) throws(FileError) { try write(Array(text.utf8), to: path) }

    package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, writeAll(descriptor, bytes) else {
            throw FileError(path: path, reason: lastErrorText(), operation: "write")
        }
    }

    /// Makes a directory if it is not there.
    package static func makeDirectory(_ path: String) throws(FileError) {
        if unsafe mkdir(path, 0o777) != 0 && errno != EEXIST {
            throw FileError(path: path, reason: lastErrorText(), operation: "make the directory")
        }
    }

    /// The paths of all files under a directory, relative to it, sorted.
    package static func list(_ directory: String) -> [String] {
        var found: [String] = []
        var pending = [""]
        while let relative = pending.popLast() {
            for name in names(inDirectory: relative.isEmpty ? directory : "\(directory)/\(relative)") {
                let child = relative.isEmpty ? name : "\(relative)/\(name)"
                var status = stat()
                guard unsafe stat("\(directory)/\(child)", &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR { pending.append(child) } else { found.append(child) }
            }
        }
        return found.sorted()
    }
}
