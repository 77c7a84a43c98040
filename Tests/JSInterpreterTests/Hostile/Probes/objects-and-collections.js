//# properties until memory is used up => memory | timeout
const o = {}; for (let i = 0; ; i++) o['k' + i] = i;
//# very many properties that are deleted again => timeout | 0
const o = {}; for (let i = 0; i < 3e5; i++) { o['k' + i] = i; delete o['k' + i] } Object.keys(o).length
//# very many shapes => timeout | memory
for (let i = 0; ; i++) { const o = {}; o['a' + i] = 1; o['b' + i] = 2; }
//# very many prototypes => timeout | memory
for (let i = 0; ; i++) Object.create(Object.create({a: i}));
//# very many prototypes that are kept => memory | timeout
const all = []; for (let i = 0; ; i++) all.push(Object.create({a: i}));
//# a Map that grows => memory | timeout
const m = new Map(); for (let i = 0; ; i++) m.set(i, i);
//# a Set of texts that grows => memory | timeout
const m = new Set(); for (let i = 0; ; i++) m.add('k' + i);
//# a Map that grows while it is iterated => memory | timeout
const m = new Map([[0, 0]]); m.forEach((v, k) => { m.set(k + 1, v) });
//# a Map that is cleared while it is iterated => 2
const m = new Map([[0, 0], [1, 1]]); let n = 0; m.forEach(() => { n++; if (n < 2) { m.clear(); m.set(7, 7) } }); n
//# entries deleted and added again while iterated => timeout | memory
const s = new Set([1]); for (const x of s) { s.delete(1); s.add(1) }
//# deletion of every entry while it is iterated => 5000
const m = new Map(); for (let i = 0; i < 1e4; i++) m.set(i, i); let n = 0; for (const [k] of m) { n++; m.delete(k); m.delete(k + 1) } n
//# many iterators over one Map => memory | timeout
const m = new Map([[1, 1]]); const all = []; while (true) { const it = m.keys(); it.next(); all.push(it); m.set(all.length, 1); m.delete(all.length - 1) }
//# set operations with a hostile set-like => timeout | throws TypeError | throws RangeError
new Set([1, 2, 3]).intersection({size: Infinity, has() { while (true); }, keys() { return [][Symbol.iterator]() }})
//# set operations that add to the receiver without end => timeout
const s = new Set([1, 2, 3, 4]); typeof s.difference({size: 10, has(x) { s.clear(); s.add(9); return true }, keys() { return [].keys() }}).size
//# isSubsetOf that changes the receiver => boolean
const s = new Set([1, 2, 3, 4]); typeof s.isSubsetOf({size: 10, has(x) { s.delete(x); s.add(x + 4); return s.size < 100 && x < 1000 }, keys() { return [].keys() }})
//# symmetricDifference with an iterator that changes the receiver => number
const s = new Set([1, 2, 3, 4]); typeof s.symmetricDifference({size: 1, has: () => true, keys() { let i = 0; return {next() { s.clear(); return {value: i++, done: i > 100} }} }}).size
//# WeakMap entries that die => timeout
const w = new WeakMap(); while (true) w.set({}, new Array(100).fill(w));
//# a chain in a WeakMap => 20000
const w = new WeakMap(); let k = {}; const first = k; for (let i = 0; i < 2e4; i++) { const n = {}; w.set(k, n); k = n } let n = 0; for (let x = first; w.has(x); x = w.get(x)) n++; n
//# WeakRefs and registries without end => timeout | memory
const r = new FinalizationRegistry(() => {}); while (true) { r.register({}, new WeakRef({})) }
//# symbols without end => timeout | memory
while (true) Symbol('x' + Math.random());
//# registered symbols without end => memory | timeout
for (let i = 0; ; i++) Symbol.for('x' + i);
//# symbols as keys without end => memory | timeout
const o = {}; while (true) o[Symbol()] = 1;
//# closures that keep everything => memory | timeout
let f = null; while (true) { const g = f; const big = new Array(100).fill(1); f = () => [g, big] }
//# accessors without end => memory | timeout
const o = {}; for (let i = 0; ; i++) Object.defineProperty(o, 'a' + i, {get() { return i }, configurable: true});
//# classes without end => memory | timeout
const all = []; while (true) all.push(class { #a = 1; static b = 2; c() {} get d() { return this.#a } });
//# generators without end => memory | timeout
const all = []; function* g() { yield 1 } while (true) { const it = g(); it.next(); all.push(it) }
//# generators that become garbage => timeout
function* g() { try { yield 1 } finally { throw 1 } } while (true) g().next();
//# errors without end => memory | timeout
const all = []; function f(n) { return n ? f(n - 1) : new Error('x'.repeat(100)) } while (true) all.push(f(20));
//# messages that are very long => throws RangeError: Invalid string length | memory | timeout
let m = 'x'; while (true) { try { null[m] } catch (e) { m = e.message + e.message } }
//# a stack that is set to something large => string
const e = new Error('x'); e.message = 'y'.repeat(1e6); typeof e.stack
//# freezing a large object => 1000
const o = {}; for (let i = 0; i < 1000; i++) o['k' + i] = i; Object.freeze(o); Object.keys(Object.getOwnPropertyDescriptors(o)).length
//# keys in any order => 1,2,b,a
const o = {b: 1, 2: 1, a: 1, 1: 1}; Object.keys(o).join()
//# an object used as a sparse array => memory | timeout
const o = {}; for (let i = 0; ; i++) o[i * 1000003 % 4294967291] = i;
//# Object.keys of many elements, many times => timeout | memory
const a = new Array(1e5).fill(0); while (true) Object.keys(a);
//# Object.fromEntries without end => memory | timeout
Object.fromEntries({[Symbol.iterator]() { let i = 0; return {next: () => ({value: [i++, 1], done: false})} }})
//# Object.groupBy without end => memory | timeout
Object.groupBy({[Symbol.iterator]() { return {next: () => ({value: 1, done: false})} }}, x => x)
//# Map.groupBy without end => memory | timeout
Map.groupBy({[Symbol.iterator]() { return {next: () => ({value: {}, done: false})} }}, x => x)
//# structures that refer to each other become garbage => timeout
while (true) { const a = {}, b = {a}; a.b = b; a.c = [a, b, new Map([[a, b]]), () => a] }
//# prototypes that change in a loop => timeout
const a = {x: 1}, b = {x: 2}; const o = Object.create(a); while (true) { Object.setPrototypeOf(o, b); o.x; Object.setPrototypeOf(o, a); a.y = 1; o.x; delete a.y }
//# a getter replaced while it runs => 2
const o = {}; Object.defineProperty(o, 'a', {configurable: true, get() { Object.defineProperty(o, 'a', {value: 2}); return 1 }}); o.a; o.a
//# __defineGetter__ and friends on frozen builtins => throws TypeError
Array.prototype.__defineGetter__('x', () => 1)
//# Function.prototype.toString of everything => string
let s = ''; const seen = new Set(); (function walk(o, d) { if (o === null || (typeof o !== 'object' && typeof o !== 'function') || seen.has(o) || d > 6) return; seen.add(o); for (const k of [...Object.getOwnPropertyNames(o), ...Object.getOwnPropertySymbols(o)]) { const p = Object.getOwnPropertyDescriptor(o, k); for (const v of [p.value, p.get, p.set]) { if (typeof v === 'function') s += (() => 1).toString.call(v).length; walk(v, d + 1) } } walk(Object.getPrototypeOf(o), d + 1) })(globalThis, 0); typeof s
//# calling every builtin with strange arguments => string | timeout | memory
let n = 0; const odd = [undefined, null, -1, NaN, 2 ** 53, -(2 ** 53), 'x', 1n, {}, [], () => 1, Symbol.iterator]; const seen = new Set(); (function walk(o, d) { if (o === null || (typeof o !== 'object' && typeof o !== 'function') || seen.has(o) || d > 5) return; seen.add(o); for (const k of [...Object.getOwnPropertyNames(o), ...Object.getOwnPropertySymbols(o)]) { const p = Object.getOwnPropertyDescriptor(o, k); for (const f of [p.value, p.get, p.set]) { if (typeof f === 'function') { for (const a of odd) for (const t of odd) { try { f.call(t, a) } catch (e) { n++ } } try { new f(odd[n % 12], odd[n % 11]) } catch (e) { n++ } } walk(f, d + 1) } } walk(Object.getPrototypeOf(o), d + 1) })(globalThis, 0); typeof String(n)
//# constructors that are removed => undefined,undefined,undefined,undefined
[typeof Proxy, typeof Reflect, typeof Function, typeof globalThis['ev' + 'al']].join()
//# functions from text by another way => throws
[]["constr" + "uctor"]["constr" + "uctor"]('return 1')()
//# generator functions from text by another way => throws
Object.getPrototypeOf(function* () {})["constr" + "uctor"]('yield 1')
//# iterators of a set with deleted elements => timeout
const s = new Set; for (let i = 0; i < 130000; i++) s.add(i); for (let i = 0; i < 96000; i++) s.delete(i); for (;;) s.values().next()
//# weak maps that grow while their keys go => 9000
let last; for (let round = 0; round < 3; round++) { const m = new WeakMap(); for (let i = 0; i < 9000; i++) { const k = {i}; m.set(k, {k}); if (i % 2) last = k } if (!m.has(last)) throw 1 } 9000
//# the keys of long strings in nested calls => memory | timeout
const s = new String('x'.repeat(1e6)); const t = {set 0(v) { Object.assign(t, s) }}; Object.assign(t, s)
//# the keys of arrays that toJSON turns into text => memory | timeout
const o = {}; for (let i = 0; i < 3e5; i++) o[i] = 0; o[0] = {toJSON() { return JSON.stringify(o) }}; JSON.stringify(o)
//# the names of a replacer in nested calls => memory | timeout
const names = []; for (let i = 0; i < 3e5; i++) names.push(i); const o = {0: {toJSON() { return JSON.stringify(o, names) }}}; JSON.stringify(o, names)
//# the keys of a proxy in nested calls => memory | timeout @standard
const keys = new Proxy({}, {get: (t, k) => k === 'length' ? 1e5 : k}); const p = new Proxy({}, {ownKeys: () => keys, getOwnPropertyDescriptor() { Object.keys(p) }}); Object.keys(p)
//# helpers of iterators whose methods nobody else has => 60
let total = 0; for (let i = 0; i < 20; i++) { const make = () => ({ __proto__: Iterator.prototype, n: 0, get next() { return function () { return { value: this.n, done: this.n++ >= 1 }; }; } }); for (const helper of [make().map(x => x), make().take(9), make().drop(0)]) total += [...helper].length; } total
