import Testing

/// Text and JSON where engines are easily wrong; what is expected is what V8 gives.
@Suite struct TextAndDataTests {
    @Test(arguments: [
        ("'ß'.toUpperCase() + 'straße'.toUpperCase() + 'µÿ'.toUpperCase() + 'é÷'.toUpperCase()", "SSSTRASSE\u{39C}\u{178}É÷"),
        ("'ΑΣ ΑΣΑ'.toLowerCase()", "ας ασα"),
        ("['z', '😀', '1', 'a'].sort((a, b) => a.localeCompare(b)).join('')", "😀1az"),
    ])
    func text(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    /// The keys are listed before any value is read, sec-serializejsonobject and sec-internalizejsonproperty.
    @Test(arguments: [
        ("const o = {get a() { delete this.b; return 1 }, b: 2}; JSON.stringify(o, (k, v) => k === 'b' ? '' + v : v)", #"{"a":1,"b":"undefined"}"#),
        ("const o = {get a() { Object.defineProperty(this, 'b', {enumerable: false}); return 1 }, b: 2}; JSON.stringify(o)", #"{"a":1,"b":2}"#),
        ("const seen = []; JSON.parse('{\"a\": 1, \"b\": 2}', function (k, v) { if (k === 'a') delete this.b; seen.push(k + v); return v }); seen.join()", "a1,bundefined,[object Object]"),
        ("const seen = []; JSON.stringify(new Proxy({a: 1, b: 2}, {getOwnPropertyDescriptor(t, k) { seen.push('own ' + k); return Reflect.getOwnPropertyDescriptor(t, k) }, get(t, k) { seen.push('get ' + k); return t[k] }})); seen.join()", "get toJSON,own a,own b,get a,get b"),
    ])
    func jsonListsKeysFirst(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }
}
