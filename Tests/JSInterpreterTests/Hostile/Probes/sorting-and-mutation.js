//# a comparator that lies => 1000
const a = Array.from({length: 1000}, (_, i) => i); a.sort(() => Math.random() - 0.5); a.sort(() => 1); a.sort(() => -1); a.sort(() => NaN); a.length
//# a comparator that empties the array => 1000
const a = Array.from({length: 1000}, (_, i) => 1000 - i); a.sort((x, y) => { a.length = 0; return x - y }); a.length
//# a comparator that makes the array grow => 199
const a = Array.from({length: 100}, (_, i) => 100 - i); let n = 0; a.sort((x, y) => { if (n++ < 1000) a.push(n); return x - y }); a.length
//# a comparator that makes the array sparse => 50
const a = Array.from({length: 50}, (_, i) => 50 - i); a.sort((x, y) => { a[4e9] = 1; a.length = 50; return x - y }); a.length
//# a comparator that freezes the array => throws TypeError
const a = [3, 2, 1]; a.sort((x, y) => { Object.freeze(a); return x - y })
//# a comparator that throws => stop
const a = Array.from({length: 1000}, (_, i) => 1000 - i); let r; try { a.sort(() => { throw 'stop' }) } catch (e) { r = e } r
//# a comparator that sorts the same array => 200
const a = Array.from({length: 200}, (_, i) => 200 - i); let n = 0; a.sort((x, y) => { if (n++ < 20) a.sort(); return x - y }); a.length
//# a comparator that never ends => timeout
[3, 2, 1].sort(() => { while (true); })
//# elements with a toString that changes the array => 6
const a = []; for (let i = 0; i < 6; i++) a.push({toString() { a.length = 0; return 'x' + i }}); a.sort(); a.length
//# elements that cannot become text => throws TypeError
[Symbol(), Symbol()].sort()
//# sort of a million numbers => timeout | 0
const a = new Array(1e6); for (let i = 0; i < 1e6; i++) a[i] = (i * 7919) % 1000003; a.sort((x, y) => x - y); a[0]
//# sort of many equal long texts => timeout | memory | 300
const a = []; for (let i = 0; i < 300; i++) a.push('x'.repeat(5e4) + i); a.sort(); a.length
//# map that shortens its array => 3,2
const a = [1, 2, 3]; a.map(x => { a.length = 1; return x }).length + ',' + a.concat(1).length
//# forEach that lengthens its array => 3
const a = [1, 2, 3]; let n = 0; a.forEach(() => { n++; a.push(1) }); n
//# filter that makes its array sparse => 1
const a = [1, 2, 3]; a.filter((x, i) => { if (i === 0) { a[4e9] = 1; delete a[1]; delete a[2] } return true }).length
//# reduce that empties its array => 1
const a = [1, 2, 3]; a.reduce((x, y) => { a.length = 0; return x })
//# every that replaces elements by getters => 2,9
const a = [1, 2, 3]; let n = 0; a.every((x, i) => { if (i === 0) { Object.defineProperty(a, 1, {get() { n = 9; a.length = 0; return 1 }}) } return i < 1 }); '2,' + n
//# splice with a species that returns the array => 2 | 3 | 0 | throws TypeError
const a = [1, 2, 3]; a.constructor = {[Symbol.species]: function () { return a }}; a.splice(0, 1).length
//# concat with a species that returns a frozen array => throws TypeError
const a = [1, 2, 3]; a.constructor = {[Symbol.species]: function () { return Object.freeze([]) }}; a.concat([1])
//# map with a species that returns a short typed array => throws TypeError | 3
const a = [1, 2, 3]; a.constructor = {[Symbol.species]: function () { return new Uint8Array(1) }}; a.map(x => x).length
//# slice with a species whose length is read-only => throws TypeError
const a = [1, 2, 3]; a.constructor = {[Symbol.species]: function () { return Object.defineProperty([], 'length', {writable: false}) }}; a.slice()
//# flat with a species that shares the array => timeout | memory | throws RangeError | 6 | 3
const a = [1, 2, 3]; a.constructor = {[Symbol.species]: function () { return a }}; a.flat().length
//# a start position that shortens the array => -1
const a = [1, 2, 3]; a.indexOf(3, {valueOf() { a.length = 0; return 0 }})
//# includes after the array became short => true
const a = [1, 2, 3]; a.includes(undefined, {valueOf() { a.length = 0; return 0 }})
//# fill after the array became short => 3
const a = [1, 2, 3]; a.fill(7, {valueOf() { a.length = 0; return 0 }}); a.length
//# fill after the array became sparse => 7
const a = new Array(100).fill(0); a.fill(7, {valueOf() { a[4e9] = 1; a.length = 100; return 0 }}); a[99]
//# copyWithin after the array became short => 1
const a = [1, 2, 3, 4, 5]; a.copyWithin({valueOf() { a.length = 1; return 0 }}, 3); a.length
//# slice after the array became short => 5,0
const a = [1, 2, 3, 4, 5]; const b = a.slice({valueOf() { a.length = 0; return 0 }}); b.length + ',' + Object.keys(b).length
//# splice after the array became short => 3
const a = [1, 2, 3, 4, 5]; const b = a.splice({valueOf() { a.length = 0; return 0 }}, 3); b.length
//# toSpliced after the array became short => 4
const a = [1, 2, 3, 4, 5]; a.toSpliced({valueOf() { a.length = 0; return 0 }}, 1).length
//# with after the array became short => 5
const a = [1, 2, 3, 4, 5]; a.with({valueOf() { a.length = 0; return 0 }}, 1).length
//# lastIndexOf after the array became short => -1
const a = [1, 2, 3]; a.lastIndexOf(1, {valueOf() { a.length = 0; return 2 }})
//# at after the array became short => undefined
const a = [1, 2, 3]; String(a.at({valueOf() { a.length = 0; return 1 }}))
//# join whose elements shorten the array => x,,
const a = [{toString() { a.length = 0; return 'x' }}, 1, 2]; a.join()
//# join whose separator empties the array => ||
const a = [1, 2, 3]; a.join({toString() { a.length = 0; return '|' }})
//# iteration over an array that grows => memory | timeout
const a = [1]; for (const x of a) a.push(x);
//# iteration over an array that shrinks => 2
const a = [1, 2, 3, 4]; let n = 0; for (const x of a) { n++; a.pop() } n
//# spread of an array whose iterator was replaced => 1000
const a = [1]; a[Symbol.iterator] = function* () { for (let i = 0; i < 1000; i++) { a.length = 0; yield i } }; [...a].length
//# destructuring from an array that a default empties => 1,5,
const a = [1, undefined, 3]; const [x, y = (a.length = 0, 5), z] = a; x + ',' + y + ',' + (z === undefined ? '' : z)
//# for-in over an object that grows => 1
const o = {a: 1}; let n = 0; for (const k in o) { n++; o['x' + n] = 1 } n
//# for-in over an object that loses properties => 1
const o = {a: 1, b: 2, c: 3}; let n = 0; for (const k in o) { n++; delete o.a; delete o.b; delete o.c } n
//# for-in over an object whose prototype changes => 2
const o = {a: 1, __proto__: {b: 1}}; let n = 0; for (const k in o) { n++; if (n === 1) Object.setPrototypeOf(o, {b: 2, c: 3}) } n
//# replace with a callback that changes everything => x-x
let s = 'a-a'; s.replace(/a/g, () => { s = ''; return 'x' })
//# replace with a callback on lastIndex => xx
const r = /a/g; 'aa'.replace(r, () => { r.lastIndex = 2 ** 53; return 'x' })
//# JSON.stringify of an array that shrinks => [1,null,null]
const a = [{toJSON() { a.length = 0; return 1 }}, 2, 3]; JSON.stringify(a)
//# JSON.stringify of an object that changes => {"a":1,"c":3} | {"a":1}
const o = {get a() { delete o.b; return 1 }, b: 2, c: 3}; JSON.stringify(o)
//# JSON.stringify with a replacer that changes the holder => [0,null,null]
const a = [0, 1, 2]; JSON.stringify(a, (k, v) => { if (k === '0') a.length = 0; return v })
//# JSON.parse with a reviver that changes the holder => 3
JSON.parse('[1,2,3]', function (k, v) { if (k === '0') { this.length = 0; this[2] = 5 } return v }).length
//# JSON.parse with a reviver that adds a cycle => throws RangeError | 2 | timeout
JSON.parse('[1,2]', function (k, v) { if (k === '0') this[1] = this; return v }).length
//# Object.assign with getters that delete => 2
const o = {get a() { delete o.b; return 1 }, b: 2, c: 3}; Object.keys(Object.assign({}, o)).length
//# spread with getters that add properties => 1
const o = {get a() { for (let i = 0; i < 100; i++) o['k' + i] = i; return 1 }}; Object.keys({...o}).length
//# Object.entries with a getter that empties => 1
const o = {get a() { delete o.b; return 1 }, b: 2}; Object.entries(o).length
//# defineProperties with getters that change the descriptors => 1
const d = {get a() { delete d.b; return {value: 1, enumerable: true} }, b: {value: 2, enumerable: true}}; Object.keys(Object.defineProperties({}, d)).length
//# elements that are assigned while the right side is computed => 4000000000
const a = [1]; a[0] = (a.length = 0, a[4e9 - 1] = 1, 2); a.length
//# an update expression that changes its own array => NaN
const a = [{valueOf() { a.length = 0; a.push(1, 2, 3); return NaN }}]; String(a[0]++)
//# compound assignment while the object becomes a dictionary => 3
const o = {x: 1}; o.x += (() => { for (let i = 0; i < 1000; i++) o['k' + i] = i; delete o.k5; return 2 })(); o.x
//# arguments that change while they are spread => 3
function f(a, b, c) { arguments[Symbol.iterator] = function* () { a = 0; yield 1; yield 2; yield 3 }; return [...arguments].length } f(1, 2, 3)
