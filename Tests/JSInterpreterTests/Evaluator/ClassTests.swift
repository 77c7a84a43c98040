import Testing

@Suite struct ClassTests {
    @Test(arguments: [
        ("class A { constructor(x) { this.x = x } get y() { return this.x + 1 } set y(v) { this.x = v } m() { return this.y } static s() { return 's' } } const a = new A(1); a.y = 5; '' + a.m() + A.s() + a.x", "6s5"),
        ("class A {} typeof A + A.name + typeof A.prototype + (A.prototype.constructor === A)", "functionAobjecttrue"),
        ("class A {} try { A() } catch (e) { e.message }", "Class constructor A cannot be invoked without 'new'"),
        ("const A = class {}; const B = class C { static n() { return C.name } }; A.name + B.name + B.n()", "ACC"),
        ("const k = 'm'; class A { [k + 1]() { return 1 } static [k]() { return 2 } get [k + 2]() { return 3 } } '' + new A().m1() + A.m() + new A().m2", "123"),
        ("try { class A extends A {} } catch (e) { e.message }", "Cannot access 'A' before initialization"),
        ("class A { static m() { A = 1 } } try { A.m() } catch (e) { e.message }", "Assignment to constant variable."),
        ("class A { static name = 'own' } A.name", "own"),
        ("const o = {a: class {}, ['b']: class {}, c: class { static name() {} }}; o.a.name + o.b.name + typeof o.c.name", "abfunction"),
        ("class A { m() { return typeof this } } const f = new A().m; f()", "undefined"),
        ("let r = ''; class A { 'x y'() { return 1 } 3() { return 2 } } const a = new A(); '' + a['x y']() + a[3]()", "12"),
    ])
    func definitions(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("class A { constructor(x) { this.x = x } m() { return 'A' + this.x } } class B extends A { m() { return 'B' + super.m() } } new B(1).m()", "BA1"),
        ("class A { constructor() { this.t = new.target.name } } class B extends A {} new B().t", "B"),
        ("class A { static s() { return this.k } } class B extends A { static k = 'b'; static s() { return super.s() } } B.s()", "b"),
        ("class A {} class B extends A { constructor() { super(); this.b = 1 } } new B().b", "1"),
        ("class A {} class B extends A { constructor() { this.b = 1 } } try { new B() } catch (e) { e.message }", "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"),
        ("class A {} class B extends A { constructor() { super(); super() } } try { new B() } catch (e) { e.message }", "Super constructor may only be called once"),
        ("class A {} class B extends A { constructor() { const f = () => super(); f(); this.x = (() => this.y = 4)() } } const b = new B(); '' + b.x + b.y", "44"),
        ("class A {} class B extends A { constructor() { return {z: 9} } } new B().z", "9"),
        ("class A {} class B extends A { constructor() { super(); return 1 } } try { new B() } catch (e) { e.message }", "Derived constructors may only return object or undefined"),
        ("class A { constructor(...a) { this.n = a.length } } class B extends A {} '' + new B(1, 2, 3).n + new B().n", "30"),
        ("class A { constructor(...a) { this.n = a.length } } class B extends A { constructor(...a) { super(...a, 1) } } new B(1, 2).n", "3"),
        ("class A { x = 1 } class B extends A { y = this.x + 1 } const b = new B(); '' + b.x + b.y", "12"),
        ("class A extends null { static m() { return 1 } } A.m()", "1"),
        ("try { class A extends 5 {} } catch (e) { e.message }", "Class extends value 5 is not a constructor or null"),
        ("class A { get p() { return this.q } set p(v) { this.q = v } } class B extends A { set p(v) { super.p = v + 1 } get p() { return super.p } } const b = new B(); b.p = 1; b.p += 5; '' + b.p + b.q", "88"),
        ("const o = {__proto__: {m() { return this.v }}, v: 3, m() { return super.m() + (() => super['m']())() }}; o.m()", "6"),
        ("class A { m() { return 1 } } class B extends A { m() { return [super.m, super['m']].length + super.m() } } new B().m()", "3"),
        ("class A {} class B extends A { m() { [super.x, super['y']] = [1, 2]; return this.x + this.y } } new B().m()", "3"),
        ("class A { m() { delete super.x } } try { new A().m() } catch (e) { e.message }", "Unsupported reference to 'super'"),
        ("class A { constructor() { this.f = () => new.target } } (new A().f() === A)", "true"),
        ("function F() { return new.target === undefined } '' + F() + (new (function () { this.t = new.target !== undefined })().t)", "truetrue"),
        ("class A extends (class { constructor() { this.z = 2 } }) {} new A().z", "2"),
    ])
    func inheritance(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("class A { a = 1; 'b' = this.a + 1; [`c`] = this.b + 1; d; static e = 5 } const o = new A(); '' + o.a + o.b + o.c + o.d + A.e", "123undefined5"),
        ("class A { f = () => this.v; v = 7 } const {f} = new A(); f()", "7"),
        ("class A { list = []; map = {k: []} } const a = new A(), b = new A(); '' + (a.list === b.list) + (a.map.k === b.map.k)", "falsefalse"),
        ("class A { f = function () {}; g = class {}; static h = () => {}; ['i'] = function () {} } const a = new A(); a.f.name + a.g.name + A.h.name + a.i.name", "fghi"),
        ("let r = ''; class A { static { r += 'block' + this.name } static x = r += 1; static { r += 2 } } r", "blockA12"),
        ("let r = ''; class A { [r += 'k1'] = r += 'v1'; static [r += 'k2'] = r += 's' } new A(); r", "k1k2sv1"),
        ("class A { static self = A; static f = () => A } '' + (A.self === A) + (A.f() === A)", "truetrue"),
        ("class A { x = 1; constructor() { this.x++ } } '' + new A().x + new A().x", "22"),
    ])
    func fields(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("class A { #x = 1; get() { return this.#x } set(v) { this.#x = v } inc() { return ++this.#x + this.#x++ } } const a = new A(); a.set(3); '' + a.inc() + a.get()", "85"),
        ("class A { #m() { return 'm' + this.k } k = 1; call() { return this.#m() } } new A().call()", "m1"),
        ("class A { #v = 1; get #p() { return this.#v } set #p(v) { this.#v = v } run() { this.#p += 4; return this.#p } } new A().run()", "5"),
        ("class A { static #c = 0; static #n() { return ++A.#c } static next() { return A.#n() } } A.next(); A.next()", "2"),
        ("class A { #x; static has(o) { return #x in o } } '' + A.has(new A()) + A.has({})", "truefalse"),
        ("class A { #x; static get(o) { return o.#x } } try { A.get({}) } catch (e) { e.message }", "Cannot read private member #x from an object whose class did not declare it"),
        ("class A { #x; static set(o) { o.#x = 1 } } try { A.set({}) } catch (e) { e.message }", "Cannot write private member #x to an object whose class did not declare it"),
        ("class A { #m() {} static set(o) { o.#m = 1 } } try { A.set(new A()) } catch (e) { e.message }", "Private method '#m' is not writable"),
        ("class A { get #g() { return 1 } static set(o) { o.#g = 1 } } try { A.set(new A()) } catch (e) { e.message }", "'#g' was defined without a setter"),
        ("class A { #x = 1; o = {f: () => this.#x}; deep() { return this.o?.f?.() } opt(o) { return o?.#x } } const a = new A(); '' + a.deep() + a.opt(a) + a.opt(null)", "11undefined"),
        ("class A { #x = 1; swap(o) { [this.#x, o.#x] = [o.#x, this.#x]; return '' + this.#x + o.#x } set(v) { this.#x = v; return this } } new A().swap(new A().set(2))", "21"),
        ("const make = () => class { #p = 1; static read(o) { return o.#p } }; const A = make(), B = make(); '' + A.read(new A()) + (() => { try { return A.read(new B()) } catch { return 'no' } })()", "1no"),
        ("class Base { constructor(o) { return o } } class A extends Base { #x = 1; static read(o) { return o.#x } } const o = {}; new A(o); '' + A.read(o) + (() => { try { new A(o) } catch (e) { return e.message } })()", "1Cannot initialize #x twice on the same object"),
        ("class A { #f = () => this.#g(); #g() { return 6 } run() { return this.#f() } } new A().run()", "6"),
        ("class A { #x = 1; inner() { return class { #y = 2; read(a) { return a.#x + this.#y } } } } const a = new A(); new (a.inner())().read(a)", "3"),
        ("let r = ''; class A { #x = 1; y = 2 } for (const k in new A()) r += k; r", "y"),
    ])
    func privateNames(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }
}
