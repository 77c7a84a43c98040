import JSInterpreter
import Testing

@Suite struct TypeScriptTests {
    private static let typed = """
        interface Shape { readonly kind: string; area(): number }
        abstract class Base<T extends Shape> implements Shape {
          declare ghost: T;
          static made?: number;
          #side: number;
          kind = "base" as const;
          label!: string;
          constructor(side: number);
          constructor(side: any) { this.#side = side as number; Base.made = (Base.made ?? 0) + 1; }
          abstract area(): number;
          protected get side(): number { return this.#side }
        }
        class Square extends Base<Square> { override area(): number { return this.side ** 2 } }
        function first<T>(items: readonly T[], test: (item: T) => item is T & {}): T | undefined;
        function first(items: any[], test: any) { return items.find(test) }
        const wide = (item: Square): item is Square => item.area()! > 4;
        const found = first<Square>([new Square(2), new Square(3)], wide);
        type Keys = keyof typeof found;
        const nested = new Map<string, Array<Array<number>>>([["a", [[1]]]]);
        let at: any = <any>nested.get("a")!;
        const pick = found ? (x: number): number => x * 2 : (x: number) => x;
        return { area: found?.area(), made: Base.made, at: at[0][0] satisfies number, own: Object.keys(found as object), pick: pick(4) };
        """

    @Test func typesAreErased() throws {
        let interpreter = Interpreter(profile: .sandbox)
        let script = try Script(source: Self.typed, options: ScriptOptions(topLevel: .functionBody, language: .typeScript))
        let json = String(decoding: try interpreter.serializeResult(try interpreter.evaluate(script)), as: UTF8.self)
        #expect(json == #"{"area":9,"made":2,"at":1,"own":["kind","label"],"pick":8}"#)
    }

    @Test func theFenceDecides() throws {
        let interpreter = Interpreter(profile: .sandbox)
        let script = try Script(source: "```ts\nlet a: number = 1; return a\n```", options: ScriptOptions(topLevel: .functionBody))
        #expect(try interpreter.evaluate(script).number == 1)
        #expect(throws: ScriptError.self) {
            try Script(
                source: "```js\nlet a: number = 1\n```", options: ScriptOptions(topLevel: .functionBody, language: .typeScript))
        }
    }

    @Test func refusalsAreAsInJavaScript() throws {
        let error = try #require(
            #expect(throws: ScriptError.self) {
                try Script(
                    source: "const f = async <T>(a: Promise<T>): Promise<T> => await a;\nimport type { A } from 'b'",
                    options: ScriptOptions(topLevel: .functionBody, language: .typeScript))
            })
        #expect(error.diagnostics.map(\.kind) == [.async, .async])
        #expect(error.diagnostics.map(\.column) == [11, 51])
    }

    @Test func errorsHaveThePositionsOfTheText() throws {
        let interpreter = Interpreter()
        let script = try Script(
            source: "type A = {\n  b: string\n};\nlet a: A | null = null;\n(a as A).b",
            options: ScriptOptions(language: .typeScript))
        do throws(ExecutionError) {
            _ = try interpreter.evaluate(script)
            Issue.record("no exception")
        } catch {
            guard case .exception(let exception) = error else { throw error }
            #expect(exception.line == 5)
        }
    }
}
