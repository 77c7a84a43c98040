//# repeat beyond the longest string => throws RangeError: Invalid string length
'x'.repeat(2 ** 30)
//# repeat with an endless count => throws RangeError
'x'.repeat(Infinity)
//# repeat of nothing, very often => 0
''.repeat(2 ** 53 - 1).length
//# repeat until memory is used up => memory | timeout
const all = []; while (true) all.push('x'.repeat(2 ** 20) + all.length);
//# repeat larger than the limit of memory => memory | throws RangeError
'x'.repeat(2 ** 28).length
//# repeat with a negative count => throws RangeError
'x'.repeat(-1)
//# padStart to the longest integer => throws RangeError: Invalid string length
'x'.padStart(2 ** 53)
//# padEnd with an empty filler => 1
'x'.padEnd(2 ** 53, '').length
//# padStart larger than memory => memory | throws RangeError
'x'.padStart(2 ** 28, 'abc').length
//# doubling by concatenation => throws RangeError: Invalid string length
let s = 'x'; while (true) s += s;
//# doubling by concat => throws RangeError | memory
let s = 'x'; while (true) s = s.concat(s);
//# doubling in a template => throws RangeError | memory
let s = 'x'; while (true) s = `${s}${s}`;
//# a deep rope read at its start => 1000000 | timeout
let s = ''; for (let i = 0; i < 1e6; i++) s = s + 'a'; s.charCodeAt(0) === 97 ? s.length : 0
//# a deep rope built from the right => 300000 | timeout
let s = ''; for (let i = 0; i < 3e5; i++) s = 'ab'[i & 1] + s; s.length === s.indexOf('c') ? 0 : s.length
//# a shared rope that is huge => throws RangeError: Invalid string length | memory
let s = 'ab'; for (let i = 0; i < 40; i++) s = s + s; s[0]
//# flattening a huge rope => memory | throws RangeError
let s = 'ab'; for (let i = 0; i < 27; i++) s = s + s; s.charAt(5)
//# join of a growing array with itself => throws RangeError | memory
let a = ['xxxxxxxx']; while (true) a = [a.join('') + a.join('')];
//# join with a huge separator => memory | throws RangeError | timeout
new Array(1e6).join('x'.repeat(1e4)).length
//# join of an array of length 2**32-1 => throws RangeError | memory | timeout
new Array(2 ** 32 - 1).join('ab')
//# join of an array-like of endless length => timeout | throws RangeError | memory
Array.prototype.join.call({length: 2 ** 53 - 1}, '')
//# replaceAll that grows the text => throws RangeError | memory | timeout
let s = 'aaaa'; while (true) s = s.replaceAll('a', 'aaaaaaaa');
//# replaceAll with $& many times over => throws RangeError | memory | timeout
let s = 'a'; while (true) s = s.replaceAll('a', "$&$&$&$&$&$&$&$&$'");
//# replaceAll of the empty string => throws RangeError | memory | timeout
let s = 'ab'; while (true) s = s.replaceAll('', s);
//# replace with $' and $` on a long text => timeout | memory | throws RangeError
'a'.repeat(1e5).replace(/a/g, "$'$`").length
//# split of a long text into units => memory | timeout
const all = []; while (true) all.push('abcdefgh'.repeat(1e5).split(''));
//# spread of a long text => memory | timeout
const all = []; while (true) all.push([...'abcdefgh'.repeat(1e5)]);
//# normalize of a text that grows => memory | timeout
const all = []; while (true) all.push('\ufdfa'.repeat(1e5).normalize('NFKD'));
//# toUpperCase of a text that grows => memory | timeout
const all = []; while (true) all.push('\u0390'.repeat(1e6).toUpperCase());
//# toLowerCase of many capital sigmas => 200000
'Σ'.repeat(2e5).toLowerCase().length
//# localeCompare of long texts, again and again => timeout
const a = 'é'.repeat(1e5), b = a + 'x'; while (true) a.localeCompare(b);
//# indexOf with the worst pattern => timeout | -1
let r; for (let i = 0; i < 100; i++) r = ('a'.repeat(1e5) + i).indexOf('a'.repeat(5e4) + 'b'); r
//# lastIndexOf with the worst pattern => timeout | -1
let r; for (let i = 0; i < 100; i++) r = ('a'.repeat(1e5) + i).lastIndexOf('b' + 'a'.repeat(5e4)); r
//# includes with the worst pattern => timeout | false
let r; for (let i = 0; i < 100; i++) r = ('a'.repeat(1e5) + i).includes('a'.repeat(5e4) + 'b' + 'a'.repeat(5e4)); r
//# String.raw with a huge length => timeout | memory | throws RangeError
String.raw({raw: {length: 2 ** 53 - 1}})
//# String.raw with a huge length and text => timeout | memory | throws RangeError
String.raw({raw: {length: 2 ** 31, 0: 'a'}}, 'b')
//# fromCharCode with the most arguments => throws RangeError | timeout | memory
String.fromCharCode.apply(null, {length: 2 ** 31})
//# fromCodePoint outside of Unicode => throws RangeError: Invalid code point
String.fromCodePoint(1e9)
//# at, slice and substring with extreme positions => undefined,abc,,abc,
[String('abc'.at(-1e300)), 'abc'.slice(-Infinity, Infinity), 'abc'.slice(2 ** 53, -(2 ** 53)), 'abc'.substring(-1e300, 1e300), 'abc'.substr(-0, NaN)].join()
//# codePointAt and charAt with extreme positions => undefined,,NaN
[String('abc'.codePointAt(2 ** 53)), 'abc'.charAt(-(2 ** 31)), 'abc'.charCodeAt(2 ** 32)].join()
//# encodeURIComponent of a long text => memory | timeout
const all = []; while (true) all.push(encodeURIComponent('\u20ac'.repeat(1e5)));
//# decodeURIComponent of half a sequence => throws URIError: URI malformed
decodeURIComponent('%e2'.repeat(1000))
//# escape of a long text => memory | timeout
const all = []; while (true) all.push(escape('\u20ac'.repeat(1e5)));
//# parseFloat of a very long number => 1
let s = '1' + '0'.repeat(3e5); parseFloat(s) === Infinity ? 1 : 0
//# Number of a very long fraction => 0.1
Number('0.1' + '0'.repeat(1e6) + '1')
//# Number of a very long hexadecimal text => Infinity
String(Number('0x' + 'f'.repeat(1e6)))
//# a very large exponent => Infinity,0
[Number('1e' + '9'.repeat(1000)), Number('1e-' + '9'.repeat(1000))].join()
//# toFixed, toPrecision, toString with extreme digits => throws RangeError
(1).toFixed(1e300)
//# toPrecision beyond the range => throws RangeError
(1).toPrecision(101)
//# toString with an extreme radix => throws RangeError
(1).toString(2 ** 32 + 2)
//# trim of white space only => 0
' \u3000\ufeff\n'.repeat(3e5).trim().length
//# isWellFormed and toWellFormed of lone surrogates => false1000000
const s = '\ud800'.repeat(1e6); '' + s.isWellFormed() + s.toWellFormed().length
//# many long keys that are atoms => memory | timeout
const o = {}; let s = 'k'; while (true) { s += 'x'; o[s] = 1; if (s.length > 5e4) s = 'k' + Math.random(); }
//# matchAll that is never used => 5
let n = 0; for (const m of 'a'.repeat(1e5).matchAll(/a/g)) if (++n === 5) break; n
//# html methods on a long text => memory | timeout
let s = '"'.repeat(1e5); const all = []; while (true) all.push(s.anchor(s));
//# a search for one character in many texts => timeout
const s = 'x'.repeat(1e6); while (true) s.indexOf('y');
//# comparison of long equal texts, again and again => timeout
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7 - 1) + 'x'; a[0]; b[0]; let n = 0; while (true) if (a === b) n++;
//# comparison of long equal wide texts => timeout
const a = '\u1234'.repeat(5e6), b = '\u1234'.repeat(5e6 - 1) + '\u1234'; a[0]; b[0]; let n = 0; while (true) if (a < b) n++;
//# comparison of long texts in includes => timeout
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7 - 1) + 'y'; const list = new Array(1e4).fill(a); while (true) list.includes(b);
//# comparison of long texts in Object.is => timeout
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7 - 1) + 'y'; a[0]; b[0]; while (true) Object.is(a, b);
//# long texts as cases of a switch => timeout
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7 - 1) + 'y'; while (true) switch (a) { case b: case b + '': break; default: }
//# sort of references to two long texts => timeout
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7 - 1) + 'y'; const list = []; for (let i = 0; i < 1e4; i++) list.push(i % 3 ? a : b); while (true) list.toSorted();
//# long texts as keys of a Map => timeout
const a = 'x'.repeat(1e7), b = 'x'.repeat(1e7 - 1) + 'y'; const m = new Map([[a, 1]]); while (true) m.get(b + '');
//# long texts as property names => timeout | memory
const a = 'x'.repeat(5e6); const o = {}; for (let i = 0; ; i++) o[a + i % 3];
//# a short rope many times in a long one => timeout | 33554432 | memory | throws RangeError
let s = ''; for (let i = 0; i < 1024; i++) s = s + 'ab'[i & 1]; let t = s; for (let i = 0; i < 15; i++) t = t + t; t.charCodeAt(7) === 98 ? t.length : 0
//# startsWith and endsWith of long texts => timeout
const a = 'x'.repeat(1e7); while (true) a.startsWith(a) && a.endsWith(a);
//# trim of long white space => timeout
const a = ' '.repeat(1e7) + 'x'; while (true) a.trim();
//# parseInt and Number of long texts => timeout
const a = '1'.repeat(1e6); while (true) { parseInt(a, 7); Number(a); parseFloat(a) }
//# toUpperCase, normalize and isWellFormed of a long text => timeout
const a = 'x'.repeat(1e6) + '\u0130'; while (true) { a.toUpperCase().toLowerCase(); a.normalize(); a.isWellFormed() }
//# slices of a long text => timeout
const a = 'x'.repeat(1e7); while (true) a.slice(1);
//# split and join of a long text => timeout | memory
const a = 'ab'.repeat(1e5); while (true) a.split('b').join('c');
//# options that are very long texts => timeout
const a = 'x'.repeat(1e7); a[0]; while (true) { try { 'a'.normalize(a) } catch {} try { 'a'.localeCompare('b', a) } catch {} try { (1).toLocaleString(a) } catch {} try { Symbol.for(a) } catch {} try { Iterator.zip([], {mode: a}) } catch {} try { new RegExp('a', a) } catch {} }
//# JSON.parse of white space => timeout
const s = ' '.repeat(1e7) + '1'; for (;;) JSON.parse(s)
//# JSON.parse of white space with an error after it => timeout
const s = ' '.repeat(1e7) + 'x'; for (;;) try { JSON.parse(s) } catch {}
//# localeCompare of characters that are ignored => timeout
const s = '\0'.repeat(1e7); for (;;) s.localeCompare('x')
//# localeCompare of a long number => timeout
const s = '1'.repeat(1e7); for (;;) s.localeCompare('2', 'en', {numeric: true})
//# dates of many words => timeout
const s = 'a '.repeat(1e6); for (;;) Date.parse(s)
//# a text of words that is just short enough for a date => timeout
const s = 'a '.repeat(30000); for (;;) Date.parse(s)
//# a character of a String object that is larger than memory => memory
let s = 'x'.repeat(1000); while (s.length < 2 ** 28) s += s; Object(s)[2e8]
//# the keys of a String object that is larger than memory => memory
let s = 'x'.repeat(1000); while (s.length < 2 ** 28) s += s; Object.keys(Object(s)).length
//# texts that nobody else has while they are compared, searched and joined => true
const fresh = (n, c) => c.repeat(n) + n; let right = true; for (let k = 0; k < 10; k++) { right &&= fresh(3000 + k, "x") < fresh(3000 + k, "y"); right &&= "aXb".replace("X", () => fresh(2000, "q")).length === 2006; right &&= String.prototype.indexOf.call({ toString() { return fresh(70000, "w") + "Z"; } }, { toString: () => "Z" }) === 70005; right &&= String.prototype.isWellFormed.call({ toString: () => fresh(3000, "\u0431") }); } right
//# a long text without a place to begin anew is normalized => timeout | memory
const s = 'abcd\u0101ghij'.repeat(1e6); for (;;) s.normalize('NFKC')
//# the entries of a large array => timeout | memory
const a = new Array(1e5).fill('y'); for (;;) Object.entries(a)
//# combining marks without a letter are put in order => timeout | memory
const s = '\u0301\u0316'.repeat(1e6); for (;;) s.normalize('NFC')
