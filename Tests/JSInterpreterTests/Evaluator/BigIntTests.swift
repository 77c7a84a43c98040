// BigInt operators of all sizes: in registers, in cells, in storage of their own, and where the methods for large numbers begin.

import JSNumerics
import Testing

@testable import JSInterpreter

@Suite struct BigIntTests {
    /// Numbers around every size at which something changes, and what must hold for any two of them.
    private static let numbers = """
        const powers = [0, 63, 64, 127, 128, 192, 16256];
        const numbers = [0n, 0x123456789abcdef0fedcba9876543210f0e1d2c3b4a5n, -(10n ** 60n) - 7n, 3n ** 700n];
        for (const power of powers) {
          for (const delta of [-1n, 0n, 1n]) numbers.push(2n ** BigInt(power) + delta, -(2n ** BigInt(power)) + delta);
        }
        const others = numbers.filter((_, index) => index % 8 === 0);
        const failures = [];
        function expect(what, ok, a, b) { if (!ok && failures.length < 5) failures.push(`${what}: ${a} ${b}`); }

        """

    private func run(_ source: String) throws -> String {
        try JSInterpreterTests.run(Self.numbers + source + "\nreturn failures.join() || 'passed';", steps: nil)
    }

    @Test func sumsProductsAndQuotients() throws {
        #expect(
            try run(
                """
                for (const a of numbers) {
                  expect("0 - a", 0n - a === -a, a);
                  expect("a - a", a - a === 0n, a);
                  expect("a + a", a + a === a * 2n && a + a === a << 1n, a);
                  expect("text", BigInt(String(a)) === a && BigInt(a.toString()) == a, a);
                  let up = a; up++; expect("++", up === a + 1n && ~a === -up, a);
                  let down = a; --down; expect("--", down === a - 1n && ~-a === down, a);
                  for (const b of others) {
                    expect("a + b - b", a + b - b === a, a, b);
                    expect("a - b", a - b === -(b - a) && (a - b) + b === a, a, b);
                    expect("order", (a < b) === (a - b < 0n) && (a <= b) === !(a > b) && (a == b) === (a - b === 0n), a, b);
                    if (b === 0n) continue;
                    const q = a / b, r = a % b;
                    expect("q b + r", q * b + r === a, a, b);
                    expect("r", (r < 0n ? -r : r) < (b < 0n ? -b : b) && (r === 0n || (r < 0n) === (a < 0n)), a, b);
                    expect("a b / b", a * b / b === a && a * b % b === 0n, a, b);
                    expect("(a + 1) b", (a + 1n) * b === a * b + b, a, b);
                  }
                }
                """) == "passed")
    }

    @Test func bitsAndShifts() throws {
        #expect(
            try run(
                """
                for (const a of numbers) {
                  for (const n of [0n, 1n, 63n, 64n, 65n, 127n, 128n, 700n]) {
                    const power = 2n ** n;
                    expect("<<", a << n === a * power && a >> -n === a << n, a, n);
                    const floor = (a - ((a % power) + power) % power) / power;
                    expect(">>", a >> n === floor && a << -n === floor, a, n);
                    expect("asUintN", BigInt.asUintN(Number(n), a) === a - floor * power, a, n);
                    const low = a - floor * power;
                    expect("asIntN", BigInt.asIntN(Number(n), a) === (n > 0n && low >= power / 2n ? low - power : low), a, n);
                  }
                  expect(">> all", a >> 2n ** 80n === (a < 0n ? -1n : 0n), a);
                  for (const b of others) {
                    expect("&|^", (a ^ b) === (a | b) - (a & b) && a + b === (a | b) + (a & b), a, b);
                    expect("~", ~(a & b) === (~a | ~b), a, b);
                  }
                }
                """) == "passed")
    }

    /// Where Karatsuba's method and recursive division take over.
    @Test func largeProductsAndQuotients() throws {
        #expect(
            try run(
                """
                let seed = 12345n;
                function random(limbs) {
                  let text = "0x1";
                  for (let i = 0; i < limbs * 2; i++) {
                    seed = (seed * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
                    text += (seed >> 32n).toString(16).padStart(8, "0");
                  }
                  return BigInt(text);
                }
                for (const [m, n] of [[2, 39], [39, 39], [39, 200], [40, 40], [41, 90], [79, 79], [80, 81], [160, 90], [127, 126], [253, 1]]) {
                  const a = random(m), b = random(n), r = b - 1n;
                  expect("(a b + r) / b", (a * b + r) / b === a && (a * b + r) % b === r, m, n);
                  expect("(a - b)(a + b)", (a - b) * (a + b) === a * a - b * b, m, n);
                  expect("cancelled", (a << 20000n) + b - (a << 20000n) === b, m, n);
                }
                """) == "passed")
    }

    @Test func comparisonWithOtherValues() throws {
        #expect(
            try JSInterpreterTests.run(
                """
                const big = 2n ** 1024n;
                return [
                  1n < 1.5, 2n > 1.5, 1n == 1, 1n < NaN, -1n > -Infinity, big < Infinity, big > 1.7e308, -big < -1.7e308,
                  2n ** 53n + 1n > 2 ** 53, 2n ** 64n == 2 ** 64, 2n ** 63n == -(2 ** 63), -(2n ** 63n) == -(2 ** 63),
                  1n < "2", "x" < 1n, "0x10" == 16n, 1n == true, 0n == "", 0n ? 1 : 0, 2n ** 200n ? 1 : 0, 1n === 1,
                  new Map([[2n ** 70n, "found"]]).get(2n ** 69n * 2n), [2n ** 300n].includes(2n ** 300n),
                ].join();
                """)
                == "true,true,true,false,true,true,true,true,true,true,false,true,"
                + "true,false,true,true,true,0,1,false,found,true")
    }

    @Test(arguments: [
        ("1n + 1", "TypeError: Cannot mix BigInt and other types, use explicit conversions"),
        ("1n / 0n", "RangeError: Division by zero"),
        ("2n ** 200n % 0n", "RangeError: Division by zero"),
        ("2n ** -1n", "RangeError: Exponent must be non-negative"),
        ("1n >>> 0n", "TypeError: BigInts have no unsigned right shift, use >> instead"),
        ("1n << 1073741824n", "RangeError: Maximum BigInt size exceeded"),
        ("+1n", "TypeError: Cannot convert a BigInt value to a number"),
    ])
    func errors(expression: String, message: String) throws {
        #expect(try JSInterpreterTests.run("try { \(expression) } catch (e) { return String(e); }") == message)
    }

    @Test func objectsBecomeNumbersFirst() throws {
        let script = "let two = {valueOf: () => 2n}; return String([two * two - two + two, two > 1n, two++, two, -two, ~two]);"
        #expect(try JSInterpreterTests.run(script) == "4,true,2,3,-3,-4")
    }

    /// A property cache compares the second word of any cell with a shape: the limbs of a number must not get there.
    @Test func theSecondWordIsNoShape() throws {
        let interpreter = Interpreter(limits: Limits())
        let context = interpreter.context
        for count in [0, 1, 2, 3, 254, 255, 1000] {
            let limbs = [UInt64](repeating: .max, count: count)
            let value = try context.makeBigInt(BigIntValue(isNegative: true, magnitude: limbs))
            #expect(value.uncheckedCell.word(8) >> 32 == 0xFFFF_FFFF)
            #expect(value.asBigInt?.value.magnitude == limbs)
        }
    }
}
