import Testing

import JSInterpreter

@Suite struct Surroundings {
    private func text(_ source: String, _ change: (Interpreter) -> Void) throws -> String? {
        let interpreter = Interpreter(profile: .sandbox, limits: Limits(randomSeed: 7))
        change(interpreter)
        return try interpreter.evaluate(Script(source: source)).string
    }

    @Test func dateAsksTheClockOfTheHost() throws {
        let source = "[Date.now(), new Date().getTime(), new Date(1).getTime(), typeof Date()].join()"
        var reading = 999.5
        let seen = try text(source) { interpreter in
            interpreter.setClock {
                reading += 1
                return reading
            }
        }
        #expect(seen == "1000,1001,1,string")
        let odd = try text("String([Date.now(), new Date().getTime()])") { $0.setClock { .infinity } }
        #expect(odd == "NaN,NaN")
    }

    @Test(arguments: [("Asia/Tokyo", "-540"), ("CET-1CEST,M3.5.0,M10.5.0/3", "-60"), ("UTC", "0")])
    func dateUsesTheGivenZone(_ zone: String, _ offset: String) throws {
        let seen = try text("String(new Date(0).getTimezoneOffset())") { #expect($0.setTimeZone(zone)) }
        #expect(seen == offset)
    }

    @Test func refusesZonesThatDoNotExist() {
        let interpreter = Interpreter()
        for name in ["Nowhere/Else", "../../etc/passwd", "", "/etc/localtime"] { #expect(!interpreter.setTimeZone(name)) }
    }

    @Test func namesTheZoneOfTheHost() throws {
        guard let name = Interpreter.hostTimeZone else { return }
        let source = "[0, 1e12, 17e11].map(t => new Date(t).toString()).join()"
        let own = try text(source) { _ in }
        let named = try text(source) { #expect($0.setTimeZone(name)) }
        #expect(own == named)
    }

    @Test func repeatsRandomNumbersForASeed() throws {
        let source = "[Math.random(), Math.random()].join()"
        #expect(try text(source) { _ in } == text(source) { _ in })
    }

    @Test func callsGoEquallyDeepWhateverIsOnTheStack() throws {
        let script = try Script(source: "let n = 0; function f() { n++; f() } try { f() } catch {} n")
        func depth(_ frames: Int) throws -> Double? {
            if frames > 0 { return try depth(frames - 1).map { $0 + 0 } }
            return try Interpreter(limits: Limits(stackBytes: 100_000)).evaluate(script).number
        }
        let depths = try [0, 1, 20].map(depth)
        #expect(depths[0].map { $0 > 10 } == true)
        #expect(Set(depths).count == 1)
        #expect(try Interpreter(limits: Limits(stackBytes: .max)).evaluate(script).number.map { $0 > 10 } == true)
    }

    @Test func tellsWhatMakingAScriptTook() throws {
        let script = try Script(source: String(repeating: "f(function () { return x + 1 });\n", count: 1000))
        #expect(script.parsingTime > .zero)
        #expect(script.analysisTime > .zero)
    }
}
