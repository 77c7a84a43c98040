//# prototypes without number => memory | timeout
const all = []; for (;;) { const p = {}; Object.create(p); all.push(p) }
//# shapes without number, each with an object => memory | timeout
const all = []; for (let i = 0;; i++) { const o = {}; o['a' + i % 1000] = 1; o['b' + i] = 2; all.push(o) }
//# weak maps with entries that wait => memory | timeout
const m = new WeakMap(), keys = []; for (;;) { const k = {}; keys.push(k); m.set(k, {}) }
//# weak maps whose keys are values of others => memory | timeout
const m = new WeakMap(); let k = {}; const first = k; for (;;) { const next = {}; m.set(k, next); k = next }
//# weak sets => memory | timeout
const s = new WeakSet(), keys = []; for (;;) { const k = {}; keys.push(k); s.add(k) }
//# registries of finalization => memory | timeout
const r = new FinalizationRegistry(() => {}), keys = []; for (;;) { const k = {}; keys.push(k); r.register(k, 1, k) }
//# symbols of the registry => memory | timeout
for (let i = 0;; i++) Symbol.for('s' + i)
//# symbols with long descriptions => memory | timeout
const all = []; for (let i = 0;; i++) all.push(Symbol('x'.repeat(1000) + i))
//# property keys that nobody keeps => timeout
for (let i = 0;; i++) ({})['key' + i]
//# property keys in one object => memory | timeout
const o = {}; for (let i = 0;; i++) o['key' + i] = i
//# property keys that are added and deleted => timeout
const o = {}; for (let i = 0;; i++) { o['key' + i] = i; delete o['key' + i] }
//# symbols as keys => memory | timeout
const o = {}; for (;;) o[Symbol()] = 1
//# accessors => memory | timeout
const o = {}; for (let i = 0;; i++) Object.defineProperty(o, 'k' + i, {get() { return i }, configurable: true})
//# errors with stacks => memory | timeout
const all = []; const f = n => n ? f(n - 1) : all.push(new Error('x')); for (;;) f(20)
//# the texts of stacks => memory | timeout
const all = []; const f = n => n ? f(n - 1) : all.push(new Error('x').stack); for (;;) f(20)
//# messages of errors that quote a long text => memory | timeout
const all = [], s = 'x'.repeat(1e6); for (;;) { try { BigInt(s + all.length) } catch (e) { all.push(e) } }
//# messages of errors that quote a long property => memory | timeout
const all = [], s = 'x'.repeat(1e6); for (;;) { try { null[s + all.length] } catch (e) { all.push(e) } }
//# the message of a pattern that is long and wrong => memory | timeout
const all = []; for (;;) { try { new RegExp('('.repeat(1e5)) } catch (e) { all.push(e) } }
//# the message of a format that is wrong => memory | timeout | throws RangeError
const all = []; for (;;) { try { (1).toLocaleString('en', {style: 'currency', currency: 'x'.repeat(1e6) + all.length}) } catch (e) { all.push(e) } }
//# the message of a time zone that is wrong => memory | timeout | throws RangeError
const all = []; for (;;) { try { new Date(0).toLocaleString('en', {timeZone: 'x'.repeat(1e6) + all.length}) } catch (e) { all.push(e) } }
//# the message of text that is no JSON => memory | timeout
const all = []; for (;;) { try { JSON.parse('x'.repeat(1e6)) } catch (e) { all.push(e) } }
//# messages of the script itself => memory | timeout
const all = []; for (;;) all.push(new Error('x'.repeat(1e5) + all.length))
//# names of functions => memory | timeout
const all = []; for (;;) { const f = {['x'.repeat(1e5) + all.length]() {}}; all.push(f) }
//# bound functions => memory | timeout
const f = () => 1, all = []; for (;;) all.push(f.bind(null, 1, 2, 3))
//# bound functions of bound functions => memory | timeout
let f = () => 1; for (;;) f = f.bind()
//# closures that each capture => memory | timeout
const all = []; for (let i = 0;; i++) all.push(() => i)
//# classes => memory | timeout
const all = []; for (;;) all.push(class { #a = 1; b = 2; static c() {} })
//# generators that are begun => memory | timeout
function* g(a, b, c, d, e, f, h) { yield [a, b, c, d, e, f, h] } const all = []; for (;;) { const it = g(1); it.next(); all.push(it) }
//# iterators of arrays => memory | timeout
const a = [1], all = []; for (;;) all.push(a[Symbol.iterator]())
//# helpers of iterators, one on the other => memory | timeout
let it = [1].values(); for (;;) it = it.map(x => x)
//# arguments objects => memory | timeout
const all = []; function f() { all.push(arguments) } for (;;) f(1, 2, 3, 4, 5, 6, 7, 8)
//# dates => memory | timeout
const all = []; for (;;) all.push(new Date(0))
//# patterns => memory | timeout
const all = []; for (let i = 0;; i++) all.push(new RegExp('a{' + i % 1000 + '}b|c' + i))
//# patterns with large classes => memory | timeout
const all = []; for (;;) all.push(new RegExp('[\\p{L}\\p{N}a-z' + all.length + ']', 'vi'))
//# results of patterns => memory | timeout
const all = []; for (;;) all.push(/(a)(b)?(?<c>c)/.exec('abc'))
//# iterators of matches => memory | timeout
const all = []; for (;;) all.push('aaa'.matchAll(/a/g))
//# integers of many digits => memory | timeout
const all = []; for (let b = 1n;; b = b << 64n) all.push(b)
//# buffers of no bytes => memory | timeout
const all = []; for (;;) all.push(new ArrayBuffer(0))
//# views of one buffer => memory | timeout
const b = new ArrayBuffer(8), all = []; for (;;) all.push(new Uint8Array(b))
//# buffers that can grow => memory | timeout | throws RangeError
const all = []; for (;;) { const b = new ArrayBuffer(0, {maxByteLength: 1 << 20}); b.resize(1 << 20); new Uint8Array(b).fill(1); all.push(b) }
//# buffers of zeros that are touched later => memory | timeout | throws RangeError
const all = []; for (;;) all.push(new Uint8Array(1 << 20).fill(1))
//# sets and maps of nothing => memory | timeout
const all = []; for (;;) all.push(new Map, new Set)
//# maps that are emptied => timeout
const m = new Map; for (let i = 0;; i++) { m.set(i, i); if (i % 100000 === 0) m.clear() }
//# maps under iteration that are emptied => timeout
const m = new Map([[0, 0]]); let n = 0; for (const [k] of m) { m.delete(k); m.set(++n, n) }
//# clones => memory | timeout
const all = [], o = {a: [1, 2, {b: new Map([[1, new Set([2])]])}]}; for (;;) all.push(structuredClone(o))
//# a clone of something wide => memory | timeout
const o = []; for (let i = 0; i < 3e5; i++) o.push({}); const all = []; for (;;) all.push(structuredClone(o))
//# ropes => memory | timeout
let s = 'x'; const all = []; for (;;) { s = s + 'y'; all.push(s) }
//# ropes that become flat => memory | timeout
let s = 'x'.repeat(1000); const all = []; for (let i = 0;; i++) { const t = s + i; t.charCodeAt(0); t.indexOf('q'); all.push(t) }
//# slices that keep a long text => memory | timeout
const all = []; for (let i = 0;; i++) all.push(('x'.repeat(1e5) + i).slice(5, 30))
//# split into units => memory | timeout
const all = []; for (;;) all.push('é'.repeat(1e5).split(''))
//# wide elements with holes => memory | timeout
const all = []; for (;;) { const a = []; a[1000] = 1; all.push(a) }
//# sparse elements => memory | timeout
const a = []; for (let i = 0;; i++) a[i * 100000 % 4294967295] = i
//# sparse elements of an object => memory | timeout
const o = {}; for (let i = 0;; i++) o[i * 1000003 % 4294967295] = i
//# getters on elements => memory | timeout
const a = []; for (let i = 0;; i++) Object.defineProperty(a, i, {get: () => i, configurable: true})
//# an array of many arrays, collected while it is wide => memory | timeout
const all = []; for (;;) all.push([all.length])
//# arrays in arrays, wide on each level => memory | timeout
let a = []; for (;;) a = [a, Array.from({length: 1000}, () => ({}))]
//# names of private members => memory | timeout
const all = []; for (;;) all.push(class { #a; #b; #c; #d; static has(o) { return #a in o } })
//# entries of everything => memory | timeout
const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; const all = []; for (;;) all.push(Object.entries(o))
//# names of everything => memory | timeout
const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; const all = []; for (;;) all.push(Object.keys(o))
//# for-in over something wide, inside of itself => memory | timeout | throws RangeError
const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; const f = () => { for (const k in o) f() }; f()
//# JSON text of text of text => memory | timeout
let s = '"'; for (;;) s = JSON.stringify(s)
//# a JSON text that is wide => memory | timeout
const all = []; const s = '[' + '{"a":1},'.repeat(1e5) + '1]'; for (;;) all.push(JSON.parse(s))
//# a JSON text with a reviver => memory | timeout
const s = '[' + '{"a":1},'.repeat(1e4) + '1]', all = []; for (;;) all.push(JSON.parse(s, (k, v, c) => [v, c]))
//# groups => memory | timeout
const a = Array.from({length: 1e5}, (_, i) => i), all = []; for (;;) all.push(Object.groupBy(a, x => x), Map.groupBy(a, x => x))
//# spread of spread => memory | timeout
let a = [1]; for (;;) a = [...a, ...a]
//# arguments of a call => memory | timeout | throws RangeError
let a = [1]; const f = (...r) => r; for (;;) a = f(...a, ...a)
//# concat and flat => memory | timeout
let a = [1]; for (;;) a = a.concat([a]).flat()
//# joins => memory | timeout
let s = 'xyz'; for (;;) s = [s, s].join(s.slice(0, 10))
//# replacement that grows => memory | timeout
let s = 'x'; for (;;) s = s.replace(/x/g, '$&$&x')
//# pads => memory | timeout
let s = 'x'; for (let i = 1;; i *= 2) s = s.padStart(i, s)
//# normal forms => memory | timeout
let s = '\uFDFA'; for (;;) s = s.normalize('NFKD') + s
//# upper case that grows => memory | timeout
let s = 'ß'.repeat(1e5); for (;;) s = (s + s).toUpperCase()
//# escapes => memory | timeout
let s = 'é'; for (;;) s = encodeURIComponent(s) + s
