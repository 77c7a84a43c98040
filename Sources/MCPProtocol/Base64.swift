// Base64 with padding (RFC 4648, section 4).

package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        var waiting: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            waiting = waiting << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(waiting >> bits & 0x3F)])
            }
            waiting &= (1 << bits) - 1
        }
        if bits > 0 { text.append(alphabet[Int(waiting << (6 - bits) & 0x3F)]) }
        while text.count % 4 != 0 { text.append(padding) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for anything but what `encode` gives.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        var waiting: UInt32 = 0
        var bits: UInt32 = 0
        for character in characters.prefix(while: { $0 != padding }) {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            waiting = waiting << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(waiting >> bits))
                waiting &= (1 << bits) - 1
            }
        }
        return encode(bytes).utf8.elementsEqual(characters) ? bytes : nil
    }
}
