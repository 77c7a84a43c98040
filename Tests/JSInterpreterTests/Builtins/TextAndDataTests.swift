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

    /// Large pieces share the characters of the text that they were taken from.
    @Test(arguments: [
        ("let t = 'ab'.repeat(2000), u = t.slice(1, 3001); t = null; const v = u.slice(1); u = null; v.length + v.slice(0, 3) + v.at(-1)", "2999abaa"),
        ("const t = 'é€'.repeat(1500), u = t.substring(2); [u === t.slice(2), u.at(-1), u.codePointAt(1), (u + '!').length, {[u]: 1}[t.slice(2)]].join()", "true,€,8364,2999,1"),
        ("const t = '€' + 'x'.repeat(3000), u = t.slice(1); [u === 'x'.repeat(3000), new Map([[u, 1]]).get('x'.repeat(3000)), u.toUpperCase().length, JSON.parse(JSON.stringify([u]))[0] === u, u < 'y'].join()", "true,1,3000,true,true"),
        ("const t = 'a b '.repeat(800); let u = t.slice(1); u += t.slice(2); [u.split(' ').length, u.indexOf('aa'), u.replace(/a/g, '').length, u.lastIndexOf('b')].join()", "3200,-1,4799,6395"),
    ])
    func slices(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    /// Work in proportion to the text, however often its beginning is cut off.
    @Test func textIsReadByCutting() throws {
        let source = "let t = 'word '.repeat(3000), n = 0; while (t) { t = t.slice(/^\\w+ /.exec(t)[0].length); n++ } n"
        #expect(try run(source, steps: 200_000) == "3000")
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
