//# a negative length => throws RangeError: Invalid array length
new Array(-1)
//# a fractional length => throws RangeError: Invalid array length
new Array(1.5)
//# the longest array is cheap => 4294967295
new Array(2 ** 32 - 1).length
//# push onto the longest array => throws TypeError | throws RangeError
const a = new Array(2 ** 32 - 1); a.push(1)
//# unshift onto the longest array => throws TypeError | throws RangeError | timeout
const a = new Array(2 ** 32 - 1); a.unshift(1)
//# fill of the longest array => memory | timeout
new Array(2 ** 32 - 1).fill(0)
//# fill of many long arrays => memory
const all = []; while (true) all.push(new Array(1e5).fill(1));
//# reverse of the longest array => timeout | 4294967295
new Array(2 ** 32 - 1).reverse().length
//# sort of the longest array => timeout | memory | 4294967295
new Array(2 ** 32 - 1).sort().length
//# toSorted of the longest array => memory | timeout | throws RangeError
new Array(2 ** 32 - 1).toSorted()
//# splice on the longest array => timeout | memory | 4294967293
const a = new Array(2 ** 32 - 1); a.splice(1, 2); a.length
//# splice that makes an array too long => throws RangeError | timeout | throws TypeError | memory
const a = new Array(2 ** 32 - 1); a.splice(0, 0, 1, 2, 3)
//# indexOf in the longest array => timeout | -1
new Array(2 ** 32 - 1).indexOf(1)
//# lastIndexOf in the longest array => timeout | -1
new Array(2 ** 32 - 1).lastIndexOf(1)
//# includes in the longest array => timeout | true
new Array(2 ** 32 - 1).includes(undefined, 1) && new Array(2 ** 32 - 1).includes(1)
//# find in the longest array => timeout
new Array(2 ** 32 - 1).find(x => x)
//# forEach over the longest array => timeout | undefined
String(new Array(2 ** 32 - 1).forEach(x => x))
//# map over the longest array => timeout | memory | 4294967295
new Array(2 ** 32 - 1).map(x => x).length
//# filter, some, every, reduce over the longest array => timeout | throws TypeError
new Array(2 ** 32 - 1).filter(x => x); new Array(2 ** 32 - 1).every(x => x); new Array(2 ** 32 - 1).reduce((x, y) => x)
//# concat of the longest arrays => throws TypeError | throws RangeError | timeout | memory
const a = new Array(2 ** 32 - 1); a.concat(a)
//# concat that doubles => memory | throws RangeError
let a = [1, 2, 3, 4]; while (true) a = a.concat(a);
//# spread that doubles => timeout | memory | throws RangeError
let a = [1, 2, 3, 4]; while (true) a = [...a, ...a];
//# toSpliced of the longest array => memory | timeout | throws TypeError | throws RangeError
new Array(2 ** 32 - 1).toSpliced(0, 0, 1)
//# toReversed of the longest array => memory | timeout
new Array(2 ** 32 - 1).toReversed()
//# with on the longest array => memory | timeout
new Array(2 ** 32 - 1).with(0, 1)
//# slice of the longest array => timeout | memory | 4294967294
new Array(2 ** 32 - 1).slice(1).length
//# copyWithin in the longest array => timeout | 4294967295
new Array(2 ** 32 - 1).copyWithin(0, 1).length
//# flat of a cyclic array => throws RangeError: Maximum call stack size exceeded | memory | timeout
const a = [1]; a.push(a); a.flat(Infinity)
//# flat of a wide cyclic array => throws RangeError: Maximum call stack size exceeded | memory | timeout
const a = [1]; for (let i = 0; i < 100; i++) a.push(a); a.flat(Infinity)
//# flat of the longest array => timeout | 0
new Array(2 ** 32 - 1).flat().length
//# flatMap that grows => memory | timeout
let a = [1, 2]; while (true) a = a.flatMap(x => [x, x, x, x]);
//# Array.from a huge length => timeout | memory | throws RangeError
Array.from({length: 2 ** 32 - 1})
//# Array.from beyond any length => throws RangeError | timeout | memory
Array.from({length: 2 ** 53 - 1}, x => 1)
//# Array.from an endless iterator => memory | timeout
Array.from({[Symbol.iterator]() { return {next() { return {value: 1, done: false} }} }})
//# Array.of on a strange constructor => 5000
let made = 0; class A { constructor(n) { made = n } } Array.of.call(A, ...new Array(5000)).length
//# keys of the longest array => timeout | memory
[...new Array(2 ** 32 - 1).keys()]
//# apply with a huge array-like => throws RangeError | timeout | memory
Math.max.apply(null, {length: 2 ** 31})
//# apply with the longest array => throws RangeError | timeout | memory
Math.max.apply(null, new Array(2 ** 32 - 1))
//# spread of ten million elements into a call => throws RangeError | memory | timeout
Math.max(...new Array(1e7))
//# spread of 120000 elements into a call => -Infinity | throws RangeError
String(Math.max(...new Array(1.2e5).fill(-Infinity)))
//# spread into new and push => throws RangeError | memory | timeout
const a = []; while (true) { a.push(...new Array(1e5).fill(a)); new Array(...a); }
//# bind with many arguments, then more => throws RangeError | timeout | memory
let f = (...a) => a.length; const many = new Array(3e4).fill(0); while (true) { f = f.bind(null, ...many); f(); }
//# a sparse array that grows at both ends => memory | timeout
const a = []; for (let i = 1; ; i++) { a[i * 5000] = i; a[4e9 - i * 5000] = i; }
//# deletion from the front of a sparse array => timeout | 0
const a = []; for (let i = 0; i < 30000; i++) a[i * 1000] = i; for (let i = 0; i < 30000; i++) { delete a[i * 1000]; Object.keys(a).length; } 0
//# shift from a sparse array => timeout
const a = []; a[4e9] = 1; a.shift(); a.length
//# pop from the longest array => 4294967194
const a = []; a.length = 2 ** 32 - 1; a[5] = 1; for (let i = 0; i < 101; i++) a.pop(); a.length
//# length that shrinks while elements are sealed => 3,false
const a = Object.seal([1, 2, 3]); a.length = 0; a.length + ',' + Object.isFrozen(a)
//# an index at the edge => 4294967295,undefined
const a = []; a[4294967294] = 1; a[4294967295] = 2; a[4294967296] = 3; a.length + ',' + String(a[-1])
//# array methods on an object with the largest length => throws TypeError
Array.prototype.push.call({length: 2 ** 53 - 1}, 1)
//# splice on an object with the largest length => throws TypeError
Array.prototype.splice.call({length: 2 ** 53 - 1}, 0, 0, 1)
//# unshift on an object with the largest length => throws TypeError | timeout
Array.prototype.unshift.call({length: 2 ** 53 - 1}, 1)
//# copyWithin on an object with the largest length => timeout
Array.prototype.copyWithin.call({length: 2 ** 53 - 1}, 0, 2 ** 52)
//# reverse on an object with the largest length => timeout
Array.prototype.reverse.call({length: 2 ** 53 - 1})
//# fill at the far end of an object => 2
const o = {length: 2 ** 53 - 1}; Object.keys(Array.prototype.fill.call(o, 1, -1)).length
//# lastIndexOf at the far end of an object => 9007199254740990
String(Array.prototype.lastIndexOf.call({length: 2 ** 53 - 1, 9007199254740990: 1}, 1))
//# at and with on objects with the largest length => 7
Array.prototype.at.call({length: 2 ** 53 - 1, 9007199254740990: 7}, -1)
//# with beyond the range => throws RangeError
[1].with(2 ** 53, 0)
//# with and toSpliced on objects with the largest length => throws RangeError | throws TypeError
Array.prototype.with.call({length: 2 ** 53 - 1}, 0, 1)
//# toSpliced on an object beyond all arrays => throws TypeError | throws RangeError
Array.prototype.toSpliced.call({length: 2 ** 53 - 1}, 0, 0)
//# extreme relative positions => 1,2,3|1,2,3|1,1,1||-1
const a = [1, 2, 3]; [a.slice(-Infinity, 2 ** 63), a.slice(-(2 ** 63)), [1, 2, 3].fill(1, -1e300, 1e300), a.slice(2 ** 63), a.indexOf(1, 2 ** 63)].join('|')
//# splice with extreme counts => 1,2,3|
const a = [1, 2, 3]; a.splice(-Infinity, Infinity).join() + '|' + a.splice(2 ** 63, -(2 ** 63)).join()
//# concat with a huge spreadable => throws TypeError | timeout | memory | throws RangeError
[].concat({length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true}, [1])
//# join of a cyclic array => ,
const a = [1, 2]; a[0] = a[1] = a; a.join() + ''
//# join of a deep array => throws RangeError: Maximum call stack size exceeded
let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.join()
//# flat of a deep array => throws RangeError: Maximum call stack size exceeded
let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.flat(Infinity)
//# destructuring of an endless iterator => memory | timeout
const [...rest] = {[Symbol.iterator]() { return {next: () => ({value: 1, done: false})} }}; rest.length
//# many small arrays => memory | timeout
const all = []; while (true) all.push([1, 2, 3, all.length]);
//# queue that shifts and pushes => 100000
const q = []; for (let i = 0; i < 1e5; i++) { q.push(i, i); if (i & 1) q.shift(), q.shift(), q.shift(); else q.shift() } q.length * 2 - q.length + (1e5 - q.length)
//# array with a length that is an object => throws RangeError
const a = []; a.length = {valueOf() { return -5 }};
//# length set by a valueOf that changes the array => 2
const a = [1, 2, 3, 4]; let n = 0; a.length = {valueOf() { n++; a.push(n); return 2 }}; a.length
//# an array as a prototype with elements => 7
const p = []; p[3] = 7; const o = Object.create(p); [].concat(Array.prototype.map.call(Object.setPrototypeOf([, , , , ], p), x => x))[3]
//# indices far apart that are put in order again and again => timeout
const a = []; for (let i = 0; i < 3e4; i++) a[i * 90001] = 1; for (;;) { delete a[90001]; a[90001] = 1; a.length-- }
//# the length of a sealed array of holes => timeout
const a = new Array(2e5).fill(0); for (let i = 1; i < 2e5; i++) delete a[i]; Object.seal(a); for (;;) try { a.length = 0 } catch {}
//# more arguments than there may be => timeout
const a = new Array(1e6).fill(1); for (;;) try { Math.max.apply(null, a) } catch {}
//# structuredClone of an array that an accessor takes apart => 20000,1,1001
const a = new Array(20000).fill(0); a[0] = {get x() { a.length = 1; for (let i = 0; i < 1000; i++) a[15000 + i] = i; a.length = 20000; return 1 }}; const c = structuredClone(a); [c.length, c[15001], Object.keys(c).length].join()
