import Testing

@testable import MCPTransport

@Suite struct EventStreamTransports {
    @Test func messagesGoToTheServerItself() {
        func resolve(_ reference: String, _ base: String = "https://Example.com:8080/a/sse?key=1") -> String? {
            EventStreamTransport.resolve(reference, against: base)
        }
        #expect(resolve("/messages?session=1") == "https://Example.com:8080/messages?session=1")
        #expect(resolve("messages") == "https://Example.com:8080/a/messages")
        #expect(resolve("https://example.com:8080/b?c") == "https://example.com:8080/b?c")
        #expect(resolve("m", "http://host") == "http://host/m")
        #expect(resolve("/m", "http://host?x=/y") == "http://host/m")
        for elsewhere in [
            "https://example.com:80801/b", "https://example.com/b", "http://example.com:8080/b", "https://evil.example/", "//evil.example/b",
            "https://example.com:8080@evil.example/", "/a b", "/é", "\r\n",
        ] {
            #expect(resolve(elsewhere) == nil, "\(elsewhere)")
        }
    }
}
