//# the constructor of a function's constructor => throws EvalError: Code generation from strings is not available
(() => {}).constructor('return 1')()
//# the constructor found through an array => throws EvalError: Code generation from strings is not available
[]['constr' + 'uctor']['constr' + 'uctor']('return globalThis')()
//# the constructor of a generator function => throws EvalError: Code generation from strings is not available
(function* () {}).constructor('yield 1')
//# the constructor of a generator's prototype => throws EvalError: Code generation from strings is not available
Object.getPrototypeOf(function* () {}).constructor('yield 1')
//# the constructor of a bound function => throws EvalError: Code generation from strings is not available
(function () {}).bind(null).constructor('return 1')
//# the constructor of a class => throws EvalError: Code generation from strings is not available
(class {}).constructor('return 1')
//# the constructor of a builtin method => throws EvalError: Code generation from strings is not available
[].map.constructor('return 1')
//# the constructor of a getter => throws EvalError: Code generation from strings is not available
Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.constructor('return 1')
//# a subclass of the constructor of functions => throws EvalError: Code generation from strings is not available
class F extends (function () {}).constructor { constructor() { super('return 1') } } new F()
//# new with the constructor of functions as new.target => throws EvalError: Code generation from strings is not available
const F = (function () {}).constructor; new (class extends Object { constructor() { super(); return new F('return 1') } })
//# the names of what is refused, put together => undefined,undefined,undefined,undefined,undefined,undefined
['ev' + 'al', 'Func' + 'tion', 'Ref' + 'lect', 'Pro' + 'xy', 'Prom' + 'ise', 'WebAss' + 'embly'].map(n => typeof globalThis[n]).join()
//# no module loader, no process, no network => undefined,undefined,undefined,undefined,undefined
['require', 'process', 'fetch', 'module', 'exports'].map(n => typeof globalThis[n]).join()
//# this at the top level has no more than the global object => true
this === undefined || this === globalThis
//# this of a sloppy function has no code from strings => undefined
(function () { return typeof this['ev' + 'al'] })()
//# arguments.callee leads to the function itself and nowhere else => throws EvalError: Code generation from strings is not available
(function () { return arguments.callee.constructor('return 1')() })()
//# arguments.callee of strict code => throws TypeError: 
(function () { 'use strict'; return arguments.callee })()
//# caller of a function => throws TypeError: 
(function f() { 'use strict'; return f.caller })()
//# the caller of a sloppy function is not shown => true
function f() { return g() } function g() { return g.caller === undefined || g.caller === null } f()
//# new properties of a built-in prototype => throws TypeError: 
Array.prototype.sum = function () { return 1 }
//# defineProperty on a built-in prototype => throws TypeError: 
Object.defineProperty(Object.prototype, 'x', {value: 1})
//# __proto__ of a built-in prototype => throws TypeError: 
Object.prototype.__proto__ = {a: 1}
//# setPrototypeOf a built-in prototype => throws TypeError: 
Object.setPrototypeOf(Array.prototype, {a: 1})
//# deleting from a built-in prototype => throws TypeError: 
'use strict'; delete Array.prototype.map
//# __defineGetter__ on a built-in prototype => throws TypeError: 
Object.prototype.__defineGetter__('polluted', () => 1)
//# a key __proto__ in JSON is a property => true
JSON.parse('{"__proto__": {"polluted": 1}}').polluted === undefined && ({}).polluted === undefined
//# Object.assign cannot pollute => throws TypeError: 
Object.assign(Object.prototype, {polluted: 1})
//# a merge through constructor.prototype => throws TypeError: 
const o = {}; o.constructor.prototype.polluted = 1
//# the prototypes of iterators => throws TypeError: 
Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({done: true})
//# the prototype of generators => throws TypeError: 
Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).next = null
//# the prototype of typed arrays => throws TypeError: 
Object.getPrototypeOf(Uint8Array.prototype).fill = null
//# a method replaced on the instance is the script's own business => 7
const a = [1, 2]; a.map = () => 7; a.map(x => x)
//# Symbol.species leads to a constructor of the script => true
class A extends Array { static get [Symbol.species]() { return function () { return {} } } } new A(1, 2, 3).map(x => x) instanceof Array === false
//# Symbol.species that gives a frozen object => throws TypeError: 
class A extends Array { static get [Symbol.species]() { return function () { return Object.freeze([]) } } } new A(1, 2, 3).map(x => x)
//# Symbol.species that gives the array itself => 
const a = [1, 2, 3]; a.constructor = {[Symbol.species]: function () { return a }}; a.concat([4]); a.length = 0; a.join()
//# Symbol.isConcatSpreadable with a length that lies => 1,2
const a = {length: 2, 0: 1, 1: 2, [Symbol.isConcatSpreadable]: true}; [].concat(a).join()
//# Symbol.hasInstance of a builtin is frozen => throws TypeError: 
Object.defineProperty(Array, Symbol.hasInstance, {value: () => true})
//# Symbol.unscopables hides nothing in with => 1
const o = {x: 1}; with (o) { x }
//# with and a getter that changes the object => throws ReferenceError: 
const o = {get x() { delete o.x; return 1 }}; with (o) { x; x }
//# with an object whose has lies => throws ReferenceError: 
const o = {x: 1, get [Symbol.unscopables]() { return {x: true} }}; with (o) { x }
//# the template objects of tagged templates are frozen => throws TypeError: 
(s => { 'use strict'; s[0] = 'changed' })`text`
//# the raw strings of tagged templates are frozen => throws TypeError: 
(s => { 'use strict'; s.raw.push('x') })`text`
//# one place of a tagged template gives one object => true
const f = s => s, g = () => f`a`; g() === g()
//# the generator that runs cannot be resumed => throws TypeError: 
let it; function* g() { it.next(); yield 1 } it = g(); it.next()
//# return of a generator that runs => throws TypeError: 
let it; function* g() { it.return(1); yield 1 } it = g(); it.next()
//# throw into a generator that has ended => throws Error: late
const it = (function* () { yield 1 })(); it.return(); it.throw(new Error('late'))
//# finally of a generator that goes on after return => 2
const it = (function* () { try { yield 1 } finally { yield 2 } })(); it.next(); it.return(9).value
//# the stack of an error is text => string
typeof new Error('x').stack
//# the stack of an error names no file of the host => false
/[\/\\](home|usr|tmp|Users|Sources)[\/\\]/.test(new Error('x').stack)
//# prepareStackTrace is not called => string
let called = 0; try { Error.prepareStackTrace = () => { called = 1 } } catch {} typeof new Error('x').stack
//# an error whose name is a getter that throws => throws 
const e = new Error('x'); Object.defineProperty(e, 'name', {get() { throw 1 }}); throw e
//# an error whose message is an object that throws => throws 
const e = new Error('x'); e.message = {toString() { throw 1 }}; throw e
//# an error that is its own cause => throws Error: x
const e = new Error('x'); e.cause = e; throw e
//# throwing an object with hooks runs none of them => throws 
throw {toString() { for (;;); }, valueOf() { for (;;); }, [Symbol.toPrimitive]() { for (;;); }}
//# the result of a script may not have hooks that never end => timeout
({toJSON() { for (;;); }})
//# a getter in the result that never ends => timeout
({get a() { for (;;); }})
//# a getter in the result that throws => throws Error: no
({get a() { throw new Error('no') }})
//# toJSON that gives itself => object
const o = {toJSON() { return {a: 1} }}; o
//# a result that contains itself => serialization: result.a.a refers back to an object that contains it
const o = {a: {}}; o.a.a = o; o
//# a result whose getter makes it deeper each time => throws RangeError | memory | timeout | serialization
const make = () => ({get a() { return make() }}); make()
//# a result with a length that never ends => memory | timeout | throws RangeError
const a = []; a.length = 4294967295; a
//# globalThis as the result => object
globalThis
//# console cannot be replaced by something with access to more => undefined
typeof console === 'undefined' ? undefined : console.constructor.constructor === Object ? 1 : undefined
//# a label, a block and a function of one name => 2
foo: { function foo() { return 2 } break foo } foo()
//# a function with the name of a global that is refused => 3
const o = {eval: 3, Function: 3, Promise: 3}; o.eval
//# RegExp.prototype.exec replaced on the instance => 1
const r = /a/; r.exec = () => ({index: 0, length: 1, 0: 'zzz'}); 'abc'.replace(r, '1').length === 1 ? 1 : 'abc'.replace(r, '1').length
//# exec of a pattern that gives itself as result => timeout | memory | throws 
const r = /a/g; r.exec = () => r; 'abc'.replace(r, '1')
//# Symbol.replace that is called with lies => hooked
'abc'.replace({[Symbol.replace]: () => 'hooked'}, 'x')
//# lastIndex that is an object => throws Error: hook
const r = /a/y; r.lastIndex = {valueOf() { throw new Error('hook') }}; r.test('a')
//# lastIndex far beyond the text => false
const r = /a/y; r.lastIndex = 2 ** 53; r.test('aaaa')
//# compile changes a pattern that is being used => b
const r = /a/g; 'aab'.replace(r, () => { r.compile('b'); return '' })
//# an escape of the sandbox through the sort of an array-like => throws TypeError: 
Array.prototype.sort.call(Object.freeze([2, 1]))
//# Function.prototype.toString of a builtin shows no source => function map() { [native code] }
[].map.toString()
//# Function.prototype.toString of something else => throws TypeError: 
(function () {}).toString.call({})
//# the global object cannot be made to lose its builtins => true
try { delete globalThis.Object } catch {} try { globalThis.Object = null } catch {} ({}).constructor.keys({a: 1})[0] === 'a'
//# Date with hooks => throws Error: hook
new Date({[Symbol.toPrimitive]() { throw new Error('hook') }})
//# WeakRef and registries give no callbacks => 1
new FinalizationRegistry(() => { throw 1 }).register({}, 1); 1
