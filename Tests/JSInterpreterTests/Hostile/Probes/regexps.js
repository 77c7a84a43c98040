//# nested quantifiers => timeout | false
/^(a+)+$/.test('a'.repeat(40) + 'b')
//# alternatives that overlap => timeout | false
/^(a|a)*$/.test('a'.repeat(40) + 'b')
//# many optional parts => timeout | false
new RegExp('^' + 'a?'.repeat(40) + 'a'.repeat(40) + '$').test('a'.repeat(39))
//# a back reference that fails late => timeout | false
/^(.*)(.*)(.*)(.*)\1\2\3\4x$/.test('ab'.repeat(100))
//# a lazy quantifier in a loop => timeout | false
/(x+?x+?)+?y/.test('x'.repeat(60))
//# a lookahead in a loop => timeout | false
/(?:(?=(a+))a)+b/.test('a'.repeat(3e4))
//# a lookbehind over a long text => timeout | false
/(?<=a+)b/.test('a'.repeat(3e4) + 'c')
//# sticky and global in a loop => timeout | false
const r = /(a*)*b/y; let x; for (let i = 0; i < 1e4; i++) x = r.test('a'.repeat(30)); x
//# deep groups => throws SyntaxError | object | throws RangeError
typeof new RegExp('('.repeat(1e5) + ')'.repeat(1e5))
//# deep lookaheads => throws SyntaxError | object | throws RangeError
typeof new RegExp('(?='.repeat(5e4) + ')'.repeat(5e4))
//# deep classes with the v flag => throws SyntaxError | object | throws RangeError
typeof new RegExp('['.repeat(1e5) + ']'.repeat(1e5), 'v')
//# groups without an end => throws SyntaxError
new RegExp('('.repeat(1e5))
//# a huge quantifier => false | timeout | memory | throws
/a{2147483647}/.test('aaa')
//# a quantifier beyond everything => false
new RegExp('a{99999999999999999999999}').test('aaa')
//# nested huge quantifiers => false | throws SyntaxError | throws RangeError | memory | timeout
new RegExp('((((a{1000}){1000}){1000}){1000}){1000}').test('aaa')
//# nested counted groups => timeout | false | throws
new RegExp('(?:(?:(?:a{0,1000}){0,1000}){0,1000}){0,1000}b').test('a'.repeat(1000))
//# very many groups => object | throws SyntaxError | memory
typeof new RegExp('()'.repeat(1e5))
//# very many groups that are matched => 100001 | throws SyntaxError | throws RangeError | memory | timeout
new RegExp('()'.repeat(1e5)).exec('a').length
//# very many named groups => object | throws SyntaxError | memory | timeout
let s = ''; for (let i = 0; i < 3e4; i++) s += `(?<n${i}>)`; typeof new RegExp(s).exec('').groups
//# very many alternatives => true | memory | timeout
let s = 'x'; for (let i = 0; i < 1e5; i++) s += '|a' + i; new RegExp(s).test('x')
//# a very long class => true | timeout | memory
let s = ''; for (let i = 0x100; i < 0xd000; i += 2) s += String.fromCharCode(i); new RegExp('[' + s + ']').test('\u0100')
//# a class of every property, again and again => timeout | memory
for (let i = 0; ; i++) new RegExp('[\\p{L}--\\p{Lu}]|x' + i, 'v').test('\u0100');
//# patterns that differ, again and again => timeout | memory
for (let i = 0; ; i++) new RegExp('a' + i + '(b|c)*').test('a' + i);
//# patterns that are kept => memory | timeout
const all = []; for (let i = 0; ; i++) all.push(new RegExp('(a|b|c)[d-z]{3,7}' + i));
//# case-insensitive classes => timeout | memory
for (let i = 0; ; i++) new RegExp('[^\\u0000-\\u{10ffff}' + String.fromCodePoint(0x10000 + i) + ']', 'iu').test('a');
//# split by an empty pattern => 100000 | timeout
'a'.repeat(1e5).split(/(?:)/).length
//# split with a limit at the edge => 0,3
'a,b,c'.split(/,/, 2 ** 32).length + ',' + 'a,b,c'.split(/,/, -1).length
//# lastIndex beyond everything => false,0
const r = /a/g; r.lastIndex = 2 ** 53; r.test('a') + ',' + r.lastIndex
//# a lastIndex whose conversion changes the pattern => string
const r = /a/g; r.lastIndex = {valueOf() { r.compile('b', 'g'); return 0 }}; typeof String(r.exec('ab'))
//# compile while replace runs => string
const r = /a/g; typeof 'aaaa'.replace(r, () => { r.compile('(((b)))', 'y'); return 'x' })
//# a custom exec that never ends => timeout | memory
const r = /a/g; r.exec = () => ({index: 0, length: 1, 0: ''}); 'abc'.replace(r, 'x')
//# a custom exec with strange results => string | timeout | memory
let n = 0; const r = /a/g; r.exec = () => n++ < 5 ? {index: 2 ** 53, length: 2 ** 20, 0: 'x'} : null; typeof 'abc'.replace(r, '$1$2$99')
//# a custom exec with a huge length => timeout | memory | throws RangeError
let n = 0; const r = /a/; r.exec = () => ({index: 0, length: 2 ** 53, 0: 'x'}); 'abc'.replace(r, 'y')
//# a custom exec with a negative index => string
const r = /a/; r.exec = () => ({index: -5, length: 1, 0: 'xyz'}); typeof 'abc'.replace(r, "[$`|$&|$']")
//# a custom flags getter => throws RangeError: Maximum call stack size exceeded
const r = /a/; Object.defineProperty(r, 'flags', {get() { return 'a'.replaceAll(r, 'b') }}); 'a'.replaceAll(r, 'b')
//# matchAll on a pattern that changes => timeout | 5 | memory
const r = /a|/g; let n = 0; for (const m of 'aaaa'.matchAll(r)) n++; n
//# unicode sets with strings => true
/^[\q{abc|d|}]$/v.test('abc') && /^\p{RGI_Emoji}$/v.test('\u{1F468}\u200D\u{1F469}\u200D\u{1F467}')
//# surrogates cut in half => 1,2
'\ud83d\ude00'.match(/./u)[0].length / 2 + ',' + '\ud83d\ude00'.match(/./g).length
//# source and toString of strange patterns => \/|\n|(?:)
[new RegExp('/').source, new RegExp('\n').source, new RegExp('').source].join('|')
//# RegExp.escape of a long text => memory | timeout
const all = []; while (true) all.push(RegExp.escape('-'.repeat(1e5)));
//# captures that are kept in a loop => true | timeout
const r = new RegExp('^(?:' + '(a)|'.repeat(1000) + 'b)*$'); r.test('b'.repeat(1e4))
//# greedy star over a long text, many times => timeout | 0
let n = 0; const s = 'a'.repeat(1e5); for (let i = 0; i < 1e5; i++) n += s.search(/.*$/); n
//# a long text that almost matches => timeout | false
/(?:a|b|c|d)*e/.test('abcd'.repeat(1e5))
//# a backtrack stack that grows => timeout | memory | true | false
/^(?:(a)|b)*c?$/.test('ab'.repeat(5e6))
//# modifiers nested deeply => object | memory | throws SyntaxError | throws RangeError
typeof new RegExp('(?i:'.repeat(5e4) + ')'.repeat(5e4))
//# group names that many groups contain => throws SyntaxError | timeout
let s = ''; for (let i = 0; i < 17500; i++) s += `(?<n${i}>)`; new RegExp('(?:'.repeat(900) + s + '|)'.repeat(900))
//# a long text that many groups contain => throws SyntaxError | memory
new RegExp('(?:'.repeat(900) + 'a'.repeat(2e5) + 'b)'.repeat(900))
//# very many classes in a class => throws SyntaxError | timeout
let s = ''; for (let i = 0; i < 4e4; i++) s += '[' + String.fromCharCode(0x3400 + 2 * (i % 2e4)) + ']'; new RegExp('[' + s + ']', 'v')
//# sequences of emoji, again and again => throws SyntaxError | timeout
new RegExp('[' + '\\p{RGI_Emoji}'.repeat(140) + ']', 'v')
//# very many alternatives that begin with anything => true | memory | timeout
new RegExp('.b|'.repeat(6e4) + 'z').test('xb')
//# a long text that is there and does not help => timeout
new RegExp('^a*a*a*a*a*' + 'b'.repeat(4e4) + '[cd]').test('a'.repeat(200) + 'b'.repeat(4e4) + 'x')
//# a long loop that fails at its end => false | timeout | memory
/^(?:(a)){200000}c/.test('a'.repeat(2e5) + 'xc')
//# a large class that many groups contain => throws SyntaxError | timeout
let s = ''; for (let i = 0x100; i < 0xd000; i += 2) s += String.fromCharCode(i); new RegExp('(?:'.repeat(900) + '[' + s + ']' + '|a)'.repeat(900))
//# nested loops where the stack ends => done | timeout
let deepest = 0; const f = n => { deepest = n; f(n + 1) }; try { f(0) } catch {}
const compile = (n, p) => { if (n > 0) return compile(n - 1, p) + 0; try { new RegExp(p) } catch {} return 0 };
for (const p of ['('.repeat(900) + 'a?' + ')*'.repeat(900), '[^x]*(?:(?:'.repeat(400) + '(a|bc)?d' + '|ef)*f)*'.repeat(400)]) {
  for (let k = 0; k < deepest; k += Math.ceil(deepest / 40)) { try { compile(deepest - k, p) } catch {} }
}
'done'
//# a match in a realm with too many kinds of arrays shares no properties with others => 4 44
for (let i = 0; i < 300; i++) { const a = []; a["k" + i] = i; } const first = /a/.exec("a"); for (let i = 0; i < 40; i++) first["p" + i] = {}; const second = /a/.exec("a"); const before = Object.keys(second).length; for (let i = 0; i < 40; i++) second["q" + i] = i; `${before} ${Object.keys(second).length}`
//# the groups of a match in a realm with too many kinds of arrays => a/b/0/ab
for (let i = 0; i < 300; i++) { const a = []; a["k" + i] = i; } const m = /a(?<n>b)/d.exec("ab"); `${m[0][0]}/${m.groups.n}/${m.index}/${m.input}`
//# a function that replaces gives its RegExp another pattern and empties the cache of patterns => name=a,name=a,name=a
for (let i = 0; i < 300; i++) { const o = Object.create(null); o["k" + i] = 1; } const r = new RegExp("(?<" + ["na", "me"].join("") + ">a)", "g"); const seen = []; "aaa".replace(r, (...all) => { const groups = all.at(-1); seen.push(Object.keys(groups)[0] + "=" + Object.values(groups)[0]); r.compile("x"); return { toString() { for (let i = 0; i < 560; i++) new RegExp("x" + i + "y" + seen.length); return ""; } }; }); seen.join()
