//# an empty loop => timeout
while (true);
//# an empty for loop => timeout
for (;;);
//# a loop with continue to a label => timeout
a: while (true) { b: for (;;) continue a }
//# do-while with an empty body => timeout
do ; while (true)
//# a loop whose condition is everything => timeout
for (let i = 0; i < Infinity; i++) ;
//# no code runs in finally after the end => timeout
try { while (true); } finally { globalThis.x = 1; while (true); }
//# no catch sees the end => timeout
while (true) { try { while (true); } catch (e) { } }
//# no iterator return runs after the end => timeout
for (const x of {[Symbol.iterator]() { return {next: () => ({value: 1, done: false}), return() { while (true); }} }}) { while (true); }
//# no generator finally runs after the end => timeout
function* g() { try { yield 1 } finally { while (true); } } for (const x of g()) while (true);
//# no destructuring closes its iterator after the end => timeout
const [a = (() => { while (true); })()] = {[Symbol.iterator]() { return {next: () => ({value: undefined, done: false}), return() { while (true); }} }};
//# the end inside of toJSON => timeout
try { JSON.stringify({toJSON() { while (true); }}) } finally { while (true); }
//# the end inside of a getter => timeout
try { ({get a() { while (true); }}).a } catch { while (true); }
//# the end inside of a comparator => timeout
try { [2, 1].sort(() => { while (true); }) } catch { while (true); } finally { while (true); }
//# the end inside of toString in a template => timeout
try { `${{toString() { while (true); }}}` } catch { while (true); }
//# the end inside of a static block => timeout
class A { static { try { while (true); } finally { while (true); } } }
//# the end inside of a generator that is resumed => timeout
const it = (function* () { try { while (true); } finally { yield 1 } })(); try { it.next() } finally { it.return(1) }
//# the end of memory is no exception => memory | timeout
const all = []; try { while (true) all.push(new Array(1e5).fill(0)) } catch { 'caught' } finally { all.length = 0 }
//# the end of memory in a callback => memory | timeout
const all = []; [1].forEach(() => { while (true) { try { all.push('x'.repeat(1e6) + all.length) } catch { } } });
//# a proxy with a handler that never ends => timeout @standard
try { new Proxy({}, {get() { while (true); }}).x } finally { while (true); }
//# a proxy chain that is long => throws RangeError: Maximum call stack size exceeded | undefined | timeout @standard
let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); String(p.x)
//# a proxy chain that is long, every operation => 9 | timeout @standard
let p = function () {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); let n = 0; for (const f of [() => p(), () => new p(), () => 'x' in p, () => { p.x = 1 }, () => delete p.x, () => Object.keys(p), () => Object.getPrototypeOf(p), () => Object.isExtensible(p), () => Object.setPrototypeOf(p, {})]) { try { f(); n++ } catch (e) { if (e instanceof RangeError) n++ } } n
//# Array.isArray of a long proxy chain => throws RangeError | true | timeout @standard
let p = []; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); Array.isArray(p)
//# a proxy that is its own prototype => timeout @standard
const p = new Proxy({}, {getPrototypeOf() { return p }}); const o = Object.create(p); p instanceof (class {}) ; Object.prototype.isPrototypeOf.call({}, p)
//# a prototype cycle by a proxy => throws RangeError: Maximum call stack size exceeded @standard
const a = {}; const p = new Proxy(a, {}); Object.setPrototypeOf(a, p); a.missing
//# a prototype cycle by a proxy, for-in => throws RangeError: Maximum call stack size exceeded | timeout | memory | undefined @standard
const a = {}; const p = new Proxy(a, {}); Object.setPrototypeOf(a, p); for (const k in a) ; undefined
//# a proxy with endless keys => throws RangeError | memory | timeout | throws TypeError @standard
Object.keys(new Proxy({}, {ownKeys() { return {length: 2 ** 53 - 1} }}))
//# a proxy revoked while it works => throws TypeError @standard
const {proxy, revoke} = Proxy.revocable({}, {get(t, k) { revoke(); return 1 }}); proxy.a; proxy.b
//# a proxy revoked by its own trap, every trap => number @standard
let n = 0; for (const trap of ['get', 'set', 'has', 'deleteProperty', 'ownKeys', 'getOwnPropertyDescriptor', 'defineProperty', 'getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'preventExtensions', 'apply', 'construct']) { const r = Proxy.revocable(function () {}, {get [trap]() { r.revoke(); return undefined }}); for (const f of [() => r.proxy.x, () => { r.proxy.x = 1 }, () => 'x' in r.proxy, () => delete r.proxy.x, () => Object.keys(r.proxy), () => Object.getOwnPropertyDescriptor(r.proxy, 'x'), () => Object.defineProperty(r.proxy, 'x', {value: 1}), () => Object.getPrototypeOf(r.proxy), () => Object.setPrototypeOf(r.proxy, null), () => Object.isExtensible(r.proxy), () => Object.preventExtensions(r.proxy), () => r.proxy(), () => new r.proxy]) try { f() } catch { n++ } } typeof n
//# Reflect.apply with a huge list => throws RangeError | timeout | memory @standard
Reflect.apply(Math.max, null, {length: 2 ** 31})
//# Reflect.construct with a strange new.target => object @standard
typeof Reflect.construct(Array, [5], Object.defineProperty(function () {}.bind(), 'prototype', {get() { return null }}))
//# Reflect.ownKeys in the middle of changes => number @standard
const o = {}; for (let i = 0; i < 1000; i++) o['k' + i] = i; let n = 0; for (const k of Reflect.ownKeys(o)) { delete o[k]; n++ } typeof n
//# with and a changing scope object => 2 @standard
var o = {x: 1}; with (o) { x = (delete o.x, 2) } String(o.x === undefined ? globalThis.x || 2 : o.x)
//# with and unscopables that change => timeout | number @standard
var n = 0; var o = {x: 1, get [Symbol.unscopables]() { n++; delete o.x; return undefined }}; with (o) { typeof x } typeof n
//# mapped arguments that are changed in every way => 9,2,undefined @standard
function f(a, b, c) { delete arguments[1]; arguments[0] = 9; Object.defineProperty(arguments, 2, {writable: false}); Object.freeze(arguments); b = 5; return [a, 2, arguments[1]].map(String).join() } f(1, 2, 3)
//# a generator that is entered again => throws TypeError: Generator is already running
const it = (function* () { it.next() })(); it.next()
//# a generator that returns and throws itself => 3
let n = 0; const it = (function* () { for (const f of ['next', 'return', 'throw']) { try { it[f]() } catch (e) { n++ } } yield n })(); it.next().value
//# a generator that is returned in the middle of a call => 1
const it = (function* () { yield [yield 1, ...(yield 2), f(yield 3)]; function f() {} })(); it.next(); it.return(5); String(it.next().value === undefined ? 1 : 0)
//# a generator with a large expression on its stack => 1
function* g() { return [...new Array(1000).keys(), yield 1, ...new Array(1000).keys(), yield 2].length } const it = g(); it.next(); it.next(); String(it.next().value === 2002 ? 1 : 0)
//# a generator that delegates to something hostile => throws TypeError
function* g() { yield* {[Symbol.iterator]() { return {next() { return 1 }} }} } g().next()
//# a generator whose delegate returns strange things => throws TypeError
function* g() { yield* {[Symbol.iterator]() { return {next() { return {done: false} }, return() { return 5 }} }} } const it = g(); it.next(); it.return(1)
//# iterator helpers without end => timeout
Iterator.from({next() { return {value: 1, done: false} }}).filter(x => false).next()
//# iterator helpers in a long chain => throws RangeError: Maximum call stack size exceeded | 1
let it = [1].values(); for (let i = 0; i < 1e5; i++) it = it.map(x => x); String(it.next().value)
//# iterator helpers closed in a long chain => throws RangeError: Maximum call stack size exceeded | 1
let it = [1].values(); for (let i = 0; i < 1e5; i++) it = it.map(x => x); it.return(); String(1)
//# flatMap of endless iterators => timeout
const e = {[Symbol.iterator]() { return {next: () => ({value: 1, done: false})} }}; let it = Iterator.from(e); for (let i = 0; i < 10; i++) it = it.flatMap(() => e); it.drop(Infinity).next()
//# take and drop with extreme limits => 0
const it = [1, 2].values(); [...it.drop(2 ** 53 - 1)].length
//# toArray of an endless iterator => memory | timeout
Iterator.from({next: () => ({value: 1, done: false})}).toArray()
//# an iterator that is its own helper's source => throws TypeError | throws RangeError | 1
const src = {next() { return helper.next() }}; const helper = Iterator.prototype.map.call(src, x => x); helper.next(); 1
//# labels without end => syntax | 1
1
//# a switch with strict comparisons that change => 1
let n = 0; switch (NaN) { case NaN: n = 5; break; case (n++, 1): break; default: } n
//# unused labels and blocks, deep but fine => 5
a: { b: { c: { d: { e: { break a } } } } } 5
//# exceptions in the middle of argument lists, again and again => 100000
const boom = () => { throw 1 }; let n = 0; for (let i = 0; i < 1e5; i++) { try { String(1, 2, [3, ...[4], boom()], 5) } catch { n++ } } n
//# tail calls without end => timeout
'use strict'; function f(n) { return n & 1 ? g(n + 1) : f(n + 1) } function g(n) { return [f, g][n & 1](n + 1, n, n) } f(0)
//# tail calls of bound functions with many arguments => timeout | throws RangeError: Maximum call stack size exceeded
'use strict'; function f(...a) { return f.bind(null, ...new Array(100).fill({}))(...a) } f()
