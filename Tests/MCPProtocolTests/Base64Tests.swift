import Testing

@testable import MCPProtocol

@Suite struct Base64Tests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")])
    func vectorsOfTheStandard(text: String, encoded: String) {
        #expect(Base64.encode(text.utf8) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test func allBytesComeBack() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Zg==Zg==", "Z===", "====", "Zm 9", "Zm9\n", "Zm-_"])
    func anythingElseIsRefused(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
