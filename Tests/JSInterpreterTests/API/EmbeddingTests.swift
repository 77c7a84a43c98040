import Dispatch
import JSInterpreter
import Testing

/// What the README and the documentation of the public interface promise to those who embed the engine.
struct EmbeddingTests {
    @Test func theExampleOfTheReadmeRuns() throws {
        let script = try Script(source: "orders.filter(o => o.total > 10).length", name: "report")
        let interpreter = Interpreter(profile: .sandbox, limits: Limits(timeout: .seconds(5), memoryBytes: 50 << 20))
        interpreter.setGlobal("orders", to: try interpreter.parseJSON(Array(#"[{"total": 7}, {"total": 12}]"#.utf8)))
        let count = try interpreter.evaluate(script).number
        #expect(count == 1)
    }

    @Test func aScriptRunsInManyInterpretersAtOnce() async throws {
        let script = try Script(source: "var s = 0; for (var i = 0; i < 1000; i++) s += i; s")
        try await withThrowingTaskGroup(of: Double?.self) { group in
            for _ in 0..<8 { group.addTask { try Interpreter().evaluate(script).number } }
            for try await sum in group { #expect(sum == 499_500) }
        }
    }

    @Test func laterScriptsSeeTheGlobalsOfEarlierOnes() throws {
        let interpreter = Interpreter()
        _ = try interpreter.evaluate(Script(source: "let a = 1; var b = 2; function c() { return a + b }"))
        #expect(try interpreter.evaluate(Script(source: "c()")).number == 3)
    }

    @Test func hostFunctionsReceiveArgumentsAndThrow() throws {
        let interpreter = Interpreter()
        let join = interpreter.makeFunction(name: "join", length: 2) { call in
            guard call.count == 2 else { throw HostError(.typeError, "join needs two arguments") }
            return call.interpreter.makeString(try (0..<2).map { try call.interpreter.text(of: call[$0]) }.joined(separator: "+"))
        }
        interpreter.setGlobal("join", to: join)
        #expect(try interpreter.evaluate(Script(source: "join(1, [2, 3])")).string == "1+2,3")
        #expect(try interpreter.evaluate(Script(source: "try { join() } catch (e) { `${e instanceof TypeError} ${e.message}` }")).string
            == "true join needs two arguments")
    }

    @Test func anExceptionThatPassesThroughTheHostKeepsItsIdentity() throws {
        let interpreter = Interpreter()
        interpreter.setGlobal("twice", to: interpreter.makeFunction(name: "twice") { call in
            _ = try call.interpreter.call(call[0], [])
            return try call.interpreter.call(call[0], [])
        })
        let source = "const mine = {}; let n = 0; try { twice(() => { if (++n === 2) throw mine }) } catch (e) { e === mine && n === 2 }"
        #expect(try interpreter.evaluate(Script(source: source)).boolean == true)
    }

    /// Whatever the bytes are: what is no UTF-8 becomes U+FFFD, as often as Swift's own decoder says.
    @Test func decodesUTF8() throws {
        let interpreter = Interpreter()
        let pieces: [[UInt8]] = [
            Array("ascii that is long enough to be copied in one piece, which is sixty-four bytes".utf8), Array("é".utf8), Array("x".utf8),
            Array("€".utf8), Array("😀".utf8), [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
            [0xF4, 0x90, 0x80, 0x80],
        ]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let bytes = first + second + third
                    let value = try interpreter.parseJSON([0x22] + bytes + [0x22])
                    #expect(value.string == String(decoding: bytes, as: UTF8.self), "\(bytes)")
                }
            }
        }
    }

    @Test func jsonGoesInAndOutWithItsKeyOrder() throws {
        let interpreter = Interpreter()
        let text = #"{"z":1,"a":[true,null,"ü\n"],"0":-1.5e-7}"#
        let value = try interpreter.parseJSON(Array(text.utf8))
        let back = try #require(try interpreter.stringifyJSON(value))
        #expect(String(decoding: back, as: UTF8.self) == #"{"0":-1.5e-7,"z":1,"a":[true,null,"ü\n"]}"#)
    }

    @Test func resultsThatJSONCannotSayNameTheirPath() throws {
        let interpreter = Interpreter()
        let value = try interpreter.evaluate(Script(source: "({items: [1, {callback() {}}]})"))
        #expect {
            _ = try interpreter.serializeResult(value)
        } throws: { error in
            guard case ExecutionError.serialization(let message) = error else { return false }
            return message.contains("result.items[1].callback")
        }
    }

    @Test func cancellingFromAnotherThreadEndsAScript() throws {
        let token = CancellationToken()
        let script = try Script(source: "try { for (;;); } finally { for (;;); }")
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { token.cancel() }
        #expect {
            _ = try Interpreter(cancellation: token).evaluate(script)
        } throws: { error in
            guard case ExecutionError.terminated(.cancelled) = error else { return false }
            return true
        }
    }

    @Test func stepLimitsAreExact() throws {
        let script = try Script(source: "for (;;) {}")
        for limit: UInt64 in [10, 1000, 123_456] {
            let interpreter = Interpreter(limits: Limits(steps: limit))
            #expect(throws: ExecutionError.self) { try interpreter.evaluate(script) }
            #expect(interpreter.statistics.steps == limit)
        }
    }
}
