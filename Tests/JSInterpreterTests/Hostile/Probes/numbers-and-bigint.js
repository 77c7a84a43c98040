//# a BigInt power beyond everything => throws RangeError: Maximum BigInt size exceeded
2n ** (2n ** 64n)
//# a BigInt power that is just large => throws RangeError | memory | timeout
3n ** 100000000n
//# powers of zero and one => 0,1,1,-1
[0n ** (2n ** 70n), 1n ** (2n ** 70n), (-1n) ** (2n ** 70n), (-1n) ** (2n ** 70n + 1n)].join()
//# a negative exponent => throws RangeError
2n ** -1n
//# a shift to the left beyond everything => throws RangeError
1n << (2n ** 64n)
//# a shift of zero => 0,0,-1
[0n << (2n ** 64n), 1n >> (2n ** 64n), -1n >> (2n ** 64n)].join()
//# a shift to the right by a negative count => throws RangeError
1n >> -(2n ** 64n)
//# a large shift => memory | throws RangeError | true
(1n << 1000000000n) > 0n
//# squaring without end => throws RangeError | memory | timeout
let n = 3n; while (true) n = n * n;
//# a factorial => timeout | throws RangeError | memory
let n = 1n; for (let i = 1n; ; i++) n *= i;
//# division of huge values => timeout | 0 | memory
const a = (1n << 4000000n) - 1n, b = (1n << 2000000n) - 3n; while (true) a / b;
//# remainder of huge values => timeout | memory
const a = (1n << 4000000n) - 1n, b = (1n << 2000000n) - 3n; while (true) a % b;
//# toString of a huge value => timeout | memory | 1
((1n << 8000000n) - 1n).toString().length > 0 ? 1 : 0
//# toString in base 3 of a huge value => timeout | memory | 1
((1n << 8000000n) - 1n).toString(3).length > 0 ? 1 : 0
//# toString in base 2 of a huge value => 8000000 | memory
((1n << 8000000n) - 1n).toString(2).length
//# BigInt of a long decimal text => timeout | memory | 1
BigInt('9'.repeat(5e6)) > 0n ? 1 : 0
//# BigInt of a long hexadecimal text => 1 | memory
BigInt('0x' + 'f'.repeat(5e6)) > 0n ? 1 : 0
//# BigInt of texts that are no integers => throws SyntaxError
BigInt('1'.repeat(1e5) + 'x')
//# BigInt of a fraction => throws RangeError
BigInt(1.5)
//# BigInt.asUintN with extreme bits => throws RangeError | throws TypeError
BigInt.asUintN(2 ** 53, 1n)
//# BigInt.asUintN of a negative value with many bits => throws RangeError | memory
BigInt.asUintN(2 ** 53 - 1, -1n)
//# BigInt.asIntN with many bits => 5,-5
[BigInt.asIntN(2 ** 53 - 1, 5n), BigInt.asIntN(2 ** 53 - 1, -5n)].join()
//# BigInt bits of negative values => -1,0
[BigInt.asIntN(64, -1n), BigInt.asUintN(0, -1n)].join()
//# BigInt bitwise operators on huge values => timeout | memory
const a = -(1n << 8000000n); const all = []; while (true) all.push((a & ~a) | (a ^ 1n));
//# comparison of a BigInt with extreme numbers => true,false,true,false
[2n ** 2000n < Infinity, 2n ** 2000n < NaN, 2n ** 2000n > 1e308, 2n ** 1024n == Infinity].join()
//# BigInt to number => Infinity,-Infinity
[Number(2n ** 1024n), Number(-(2n ** 2000n))].join()
//# BigInt increments => 100001
let n = 0n; for (let i = 0; i <= 1e5; i++) n++; String(n)
//# division by zero => throws RangeError: Division by zero
1n / 0n
//# remainder of the smallest integers => -0,0,NaN,0
[Object.is(-2147483648 % -1, -0) ? '-0' : '?', 0 % 1, -2147483648 % 0, 5 % 1].join()
//# the smallest integer negated and divided => 2147483648,2147483648,-2147483648,0
[-(-2147483648), -2147483648 / -1, -2147483648 | 0, -2147483648 << 1].join()
//# integer overflow in every operator => 2147483648,-2147483649,4611686018427388000,4294967295
let i = 2147483647, j = -2147483648; [i + 1, j - 1, j * j, -1 >>> 0].join()
//# increments beyond the integers => 2147483648,-2147483649
let i = 2147483647, j = -2147483648; i++; j--; i + ',' + j
//# products that are minus zero => -0,-0
let a = 0, b = -5; [Object.is(a * b, -0), Object.is(b * a, -0)].map(x => x ? '-0' : '?').join()
//# shifts by any count => 2,1,-2147483648,0
[1 << 33, 1 << 32, 1 << -1, 1 >>> 31].join()
//# Math functions with extreme arguments => 32,NaN,0,-Infinity
[Math.clz32(2 ** 53), Math.imul(NaN, 1) || NaN, Math.hypot(), Math.max()].join()
//# Math.hypot and Math.max with many arguments => 300
let s = 0; for (let i = 0; i < 300; i++) s += Math.max(...new Array(1000).fill(1)); s
//# Math.sumPrecise without end => timeout | throws TypeError
Math.sumPrecise({[Symbol.iterator]() { return {next: () => ({value: 1e308, done: false})} }})
//# toLocaleString of extreme numbers => string
typeof [1e300, -1e-300, 2 ** 53, NaN].map(n => n.toLocaleString('en-US', {minimumFractionDigits: 20, maximumFractionDigits: 20})).join()
//# toLocaleString with digits out of range => throws RangeError
(1).toLocaleString('en-US', {minimumFractionDigits: 1e9})
//# toString with a radix of tiny and huge numbers => string
let s = ''; for (let r = 2; r <= 36; r++) s += (1.7976931348623157e308).toString(r) + (5e-324).toString(r) + (-1 / 3).toString(r); typeof s
//# dates at the edge of time => NaN,8640000000000000,NaN
[new Date(8.64e15 + 1).getTime(), new Date(8.64e15).getTime(), new Date(1e300, 1e300, -1e300).getTime()].join()
//# dates with extreme fields => NaN,NaN,NaN
[Date.UTC(2 ** 53, -(2 ** 53), 2 ** 53), new Date(0).setMonth(1e300), new Date(0).setFullYear(-Infinity)].join()
//# dates with huge fields that cancel out => NaN | 0
String(Date.UTC(1970, 0, 1e300, -24e300))
//# Date.parse of strange texts => NaN
String(Date.parse('9'.repeat(1e5)) || Date.parse('+999999-99-99T99:99:99.' + '9'.repeat(1e5) + 'Z') || Date.parse('('.repeat(1e5)))
//# date texts at both ends of time => string
typeof (new Date(8.64e15).toString() + new Date(-8.64e15).toISOString() + new Date(-8.64e15).toLocaleString() + new Date(8.64e15).toUTCString())
//# toISOString of an invalid date => throws RangeError
new Date(NaN).toISOString()
//# a Date whose fields change while they are converted => number
const d = new Date(0); typeof d.setHours({valueOf() { d.setTime(NaN); return 1 }}, {valueOf() { d.setTime(8.64e15); return 2 ** 31 }})
//# NumberParsing of separators and prefixes => NaN,NaN,0,NaN
[Number('1_0'), Number('0x'), Number(''), Number('--1')].join()
//# parseInt with extreme radix => NaN,3,NaN
[parseInt('11', 2 ** 32 + 1), parseInt('11', 2 ** 32 + 2), parseInt('z', 2 ** 53)].join()
//# parseInt of a very long text => Infinity
String(parseInt('9'.repeat(1e6)))
//# the digits of a number that its text does not fit beside => memory | timeout
(1n << 35000000n).toString(2).length
//# the same for people => memory | timeout
(7n ** 3000000n).toLocaleString().length
