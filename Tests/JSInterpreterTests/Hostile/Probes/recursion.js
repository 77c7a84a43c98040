//# a function that calls itself => throws RangeError: Maximum call stack size exceeded
function f() { f() } f()
//# a function that calls itself with many locals => throws RangeError: Maximum call stack size exceeded
function f(a) { let b = a, c = b, d = c, e = d; const o = {a, b, c, d, e}; return [f({...o, x: 1}), o] } f(1)
//# catch and continue after overflow, without end => timeout
function f() { f() } while (true) { try { f() } catch (e) { if (!(e instanceof RangeError)) throw e } }
//# recursion in catch => timeout | throws RangeError: Maximum call stack size exceeded
function f() { try { f() } catch (e) { f() } } f()
//# recursion in finally => timeout | throws RangeError: Maximum call stack size exceeded
function f() { try { f() } finally { f() } } f()
//# a getter that reads itself => throws RangeError: Maximum call stack size exceeded
const o = {get a() { return this.a }}; o.a
//# a setter that writes itself => throws RangeError: Maximum call stack size exceeded
const o = {set a(v) { this.a = v }}; o.a = 1
//# toString that needs itself => throws RangeError: Maximum call stack size exceeded
const o = {toString() { return '' + this }}; '' + o
//# toPrimitive that needs itself => throws RangeError: Maximum call stack size exceeded
const o = {[Symbol.toPrimitive]() { return this + 1 }}; o + 1
//# valueOf in a comparison => throws RangeError: Maximum call stack size exceeded
const o = {valueOf() { return this < this }}; o < o
//# toString by join => throws RangeError: Maximum call stack size exceeded | 
const a = [{toString() { return [this, this].join() }}]; a.join()
//# toString by a template in a property key => throws RangeError: Maximum call stack size exceeded
const o = {toString() { return {[this]: 1}[`${this}`] }}; `${o}`
//# a comparator that sorts => throws RangeError: Maximum call stack size exceeded
function f() { [2, 1].sort(f) } f()
//# a reviver that parses => throws RangeError: Maximum call stack size exceeded
function f() { JSON.parse('[1]', f) } f()
//# a replacer that stringifies => throws RangeError: Maximum call stack size exceeded
function f() { JSON.stringify([1], f) } f()
//# a toJSON that stringifies => throws RangeError: Maximum call stack size exceeded
const o = {toJSON() { return JSON.stringify(o) }}; JSON.stringify(o)
//# an iterator whose next iterates => throws RangeError: Maximum call stack size exceeded
const it = {[Symbol.iterator]() { return this }, next() { for (const x of it) ; return {done: true} }}; [...it]
//# a generator that delegates to itself anew => throws RangeError: Maximum call stack size exceeded | memory | timeout
function* g() { yield* g() } g().next()
//# a generator in a generator, many levels => throws RangeError: Maximum call stack size exceeded | 100000
function* g(n) { if (n) yield* g(n - 1); else yield 1 } let c = 0; for (const x of g(1e5)) c += x; c
//# map within map => throws RangeError: Maximum call stack size exceeded
function f() { return [1].map(f) } f()
//# every callback of Array, deep => throws RangeError: Maximum call stack size exceeded
const names = ['map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'reduce', 'reduceRight', 'sort', 'toSorted']; let i = 0; function f() { return [1, 2][names[i++ % names.length]](f) } f()
//# replace within replace => throws RangeError: Maximum call stack size exceeded
function f() { return 'a'.replace(/a/, f) } f()
//# replaceAll within replaceAll => throws RangeError: Maximum call stack size exceeded
function f() { return 'a'.replaceAll('a', f) } f()
//# Map.forEach within forEach => throws RangeError: Maximum call stack size exceeded
const m = new Map([[1, 1]]); function f() { m.forEach(f) } f()
//# Set.forEach within forEach => throws RangeError: Maximum call stack size exceeded
const m = new Set([1]); function f() { m.forEach(f) } f()
//# groupBy within groupBy => throws RangeError: Maximum call stack size exceeded
function f() { return Object.groupBy([1], f) } f()
//# Array.from within Array.from => throws RangeError: Maximum call stack size exceeded
function f() { return Array.from([1], f) } f()
//# typed array callbacks within each other => throws RangeError: Maximum call stack size exceeded
const t = new Uint8Array(2); let i = 0; function f() { return [() => t.map(f), () => t.sort(f), () => t.forEach(f), () => Uint8Array.from([1], f)][i++ % 4]() } f()
//# constructors that construct => throws RangeError: Maximum call stack size exceeded
class A { constructor() { new A } } new A
//# constructors of derived classes that construct => throws RangeError: Maximum call stack size exceeded
class A { constructor() { new B } } class B extends A {} new B
//# field initialisers that construct => throws RangeError: Maximum call stack size exceeded
class A { x = new A } new A
//# static blocks and computed keys that recur => throws RangeError: Maximum call stack size exceeded
function f() { class A { static { f() } [f()]() {} } } f()
//# tagged templates => throws RangeError: Maximum call stack size exceeded
function f() { return f`x${1}` } f()
//# default parameters => throws RangeError: Maximum call stack size exceeded
function f(a = f()) {} f()
//# destructuring with getters and defaults => throws RangeError: Maximum call stack size exceeded
const o = {get a() { const {a} = o; return a }}; const {a} = o
//# call, apply and bind => throws RangeError: Maximum call stack size exceeded
function f() { f.call(null) ; f.apply(null, [1]) } f.bind(null)()
//# a long chain of bound functions => throws RangeError: Maximum call stack size exceeded | 1
let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); f()
//# a long chain of bound constructors => throws RangeError: Maximum call stack size exceeded | object
let f = function () {}; for (let i = 0; i < 1e5; i++) f = f.bind(null); typeof new f()
//# instanceof with a long chain of bound functions => throws RangeError: Maximum call stack size exceeded | false
let f = function () {}; for (let i = 0; i < 1e5; i++) f = f.bind(null); ({}) instanceof f
//# Symbol.hasInstance that asks instanceof => throws RangeError: Maximum call stack size exceeded
class A { static [Symbol.hasInstance](x) { return x instanceof A } } ({}) instanceof A
//# species that slices => throws RangeError: Maximum call stack size exceeded
class A extends Array { static get [Symbol.species]() { return new A(3).slice() } } new A(3).slice()
//# JSON.parse of deep arrays => throws RangeError: Maximum call stack size exceeded | throws SyntaxError | object
typeof JSON.parse('['.repeat(1e6) + ']'.repeat(1e6))
//# JSON.parse of deep objects => throws RangeError: Maximum call stack size exceeded | throws SyntaxError | object | memory
typeof JSON.parse('{"a":'.repeat(3e5) + '1' + '}'.repeat(3e5))
//# JSON.parse of deep arrays with a reviver => throws RangeError: Maximum call stack size exceeded | throws SyntaxError | timeout
JSON.parse('['.repeat(1e5) + ']'.repeat(1e5), (k, v) => v)
//# JSON.stringify of deep arrays => throws RangeError: Maximum call stack size exceeded | 200000
let a = []; for (let i = 1; i < 1e5; i++) a = [a]; JSON.stringify(a).length
//# JSON.stringify of deep objects with an indent => throws RangeError | memory | timeout
let a = {}; for (let i = 1; i < 1e5; i++) a = {a}; JSON.stringify(a, null, 10).length
//# a result that is very deep => throws RangeError | timeout | memory
let a = []; for (let i = 0; i < 1e6; i++) a = [a]; a
//# a long list is no deep recursion for the collector => 400000
let list = null; for (let i = 0; i < 4e5; i++) list = {next: list}; let n = 0; for (; list; list = list.next) n++; n
//# a long prototype chain => undefined | timeout | throws RangeError
let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); String(o.missing)
//# a long prototype chain with in, for-in and set => timeout | false | throws RangeError
let o = {}; for (let i = 0; i < 5e4; i++) o = Object.create(o); o.x = 1; for (const k in o) ; 'missing' in o
//# a long prototype chain read in a loop => timeout
let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); while (true) o.missing;
//# a long prototype chain asked for an element => timeout | throws RangeError
let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); while (true) o[5];
//# a cycle of prototypes => throws TypeError
const a = {}, b = Object.create(a); Object.setPrototypeOf(a, b)
//# a cycle of prototypes by __proto__ => throws TypeError: Cyclic __proto__ value
const a = {}; const b = {__proto__: a}; a.__proto__ = b
//# a long chain of classes => throws RangeError | 1 | timeout
let C = class { constructor() { this.x = 1 } }; for (let i = 0; i < 5e4; i++) C = class extends C {}; new C().x
//# instanceof over a long prototype chain => timeout
class A {} let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); while (true) o instanceof A;
//# mutual recursion of everything => throws RangeError: Maximum call stack size exceeded
const o = {get g() { return [...o] }, *[Symbol.iterator]() { yield JSON.stringify({toJSON() { return `${o}` }}) }, toString() { return [1].map(() => o.g).join() }}; o.g
//# overflow inside of every kind of callback, each caught => 12 | timeout
let n = 0; function deep(f) { function g() { f(g) } try { g() } catch (e) { if (e instanceof RangeError) n++ } }
deep(g => [2, 1].sort(g)); deep(g => JSON.parse('[1]', g)); deep(g => JSON.stringify([1], g)); deep(g => 'a'.replace('a', g)); deep(g => ({get x() { g() }}).x); deep(g => `${{toString: g}}`);
deep(g => [...{[Symbol.iterator]: () => ({next: g})}]); deep(g => (function* () { g() })().next()); deep(g => new Map([[1, 1]]).forEach(g)); deep(g => Array.from([1], g)); deep(g => new (class { constructor() { g() } })); deep(g => ({}) instanceof {[Symbol.hasInstance]: g}); n
//# overflow, then ordinary work => 499500
function f() { return 1 + f() } for (let i = 0; i < 3; i++) try { f() } catch {} let s = 0; for (let i = 0; i < 1000; i++) s += i; s
//# overflow while an error is made => throws RangeError: Maximum call stack size exceeded
class E extends Error { constructor() { super(new E().message) } } throw new E
//# a stack trace of deep recursion => string
function f(n) { if (n === 0) throw new Error('deep'); f(n - 1) } let s; try { f(500) } catch (e) { s = typeof e.stack } s
//# errors with a long chain of causes => object
let e = new Error('x'); for (let i = 0; i < 1e5; i++) e = new Error('x', {cause: e}); typeof e
//# changes at the end of a long prototype chain => timeout
let o = {a: 1}; const first = o; for (let i = 0; i < 5e4; i++) o = Object.create(o); for (let i = 0; ; i++) { first['k' + i % 10] = i; o.k5; delete first['k' + i % 10] }
//# holes in front of a long prototype chain => timeout
let p = []; p[5] = 1; for (let i = 0; i < 5e4; i++) p = Object.setPrototypeOf([], p); const a = Object.setPrototypeOf([, , , , , , , , ,], p); while (true) a.concat(a).indexOf(7);
//# a prototype with very many properties that changes hands => timeout | memory
const big = {}; for (let i = 0; i < 1e5; i++) big['k' + i] = i; while (true) { Object.setPrototypeOf(big, {}); Object.setPrototypeOf(big, null) }
//# errors on a long prototype chain => timeout
let p = Error.prototype; for (let i = 0; i < 5e4; i++) p = Object.create(p); const e = new Error('x'); Object.setPrototypeOf(e, p); while (true) e.stack + e;
//# a chain of bound functions => 1
let f = () => 1; for (let i = 0; i < 20000; i++) f = f.bind(); f()
//# a chain of bound functions with an argument each => timeout | 30000 | throws RangeError
let f = function () { return arguments.length }; for (let i = 0; i < 30000; i++) f = f.bind(null, i); f()
//# a chain of bound constructors => object
let f = class {}; for (let i = 0; i < 20000; i++) f = f.bind(); new f()
