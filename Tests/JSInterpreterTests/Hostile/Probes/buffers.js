//# a typed array beyond memory => throws RangeError | memory
new Uint8Array(2 ** 32)
//# a typed array beyond everything => throws RangeError
new Float64Array(2 ** 53)
//# a buffer beyond everything => throws RangeError
new ArrayBuffer(2 ** 53 - 1)
//# a resizable buffer with a huge maximum => throws RangeError | memory | 0
new ArrayBuffer(0, {maxByteLength: 2 ** 40}).byteLength
//# a negative length => throws RangeError
new Uint8Array(-1)
//# buffers until memory is used up => memory
const all = []; while (true) all.push(new ArrayBuffer(1e6));
//# buffers that become garbage => 3000
let n = 0; for (let i = 0; i < 3000; i++) n += new Uint8Array(1e5)[5] + 1; n
//# fill whose value shrinks the buffer => 0
const b = new ArrayBuffer(1e5, {maxByteLength: 1e5}); const t = new Uint8Array(b); t.fill({valueOf() { b.resize(0); return 7 }}); t.length
//# fill whose end shrinks the buffer => 10
const b = new ArrayBuffer(1000, {maxByteLength: 1000}); const t = new Uint8Array(b); t.fill(7, 0, {valueOf() { b.resize(10); return 1000 }}); t.length
//# set from an array whose element shrinks the buffer => 0
const b = new ArrayBuffer(100, {maxByteLength: 100}); const t = new Uint8Array(b); t.set([1, {valueOf() { b.resize(0); return 7 }}, 3, 4]); t.length
//# set from its own buffer after a resize => throws RangeError | throws TypeError | 4
const b = new ArrayBuffer(100, {maxByteLength: 100}); const t = new Uint8Array(b), u = new Uint8Array(b, 50); t.set(u, {valueOf() { b.resize(4); return 0 }}); t.length
//# an offset whose conversion shrinks the buffer => throws RangeError | throws TypeError
const b = new ArrayBuffer(100, {maxByteLength: 100}); new Uint8Array(b, {valueOf() { b.resize(0); return 50 }}, 50)
//# copyWithin after a shrink => 10
const b = new ArrayBuffer(100, {maxByteLength: 100}); const t = new Uint8Array(b); t.copyWithin(0, {valueOf() { b.resize(10); return 50 }}); t.length
//# copyWithin after a shrink, from the start => 10
const b = new ArrayBuffer(1e5, {maxByteLength: 1e5}); const t = new Float64Array(b); t.copyWithin({valueOf() { b.resize(80); return 1000 }}, 0); t.length
//# subarray of a buffer that shrinks => throws RangeError | throws TypeError | 0
const b = new ArrayBuffer(100, {maxByteLength: 100}); const t = new Uint8Array(b); t.subarray({valueOf() { b.resize(0); return 50 }}).length
//# slice of a buffer that shrinks => 100 | 50 | throws TypeError
const b = new ArrayBuffer(100, {maxByteLength: 100}); const t = new Uint8Array(b); t.slice(0, {valueOf() { b.resize(50); return 100 }}).length
//# slice with a species that shares the buffer => 100
const b = new ArrayBuffer(100); const t = new Uint8Array(b); t.constructor = {[Symbol.species]: function () { return new Uint8Array(b) }}; t.slice(1).length
//# map with a species that is too short => throws TypeError
const t = new Uint8Array(100); t.constructor = {[Symbol.species]: function () { return new Uint8Array(1) }}; t.map(x => x)
//# sort whose comparator shrinks the buffer => 0
const b = new ArrayBuffer(800, {maxByteLength: 800}); const t = new Float64Array(b); t.sort((x, y) => { b.resize(0); return 1 }); t.length
//# sort whose comparator transfers the buffer => 0
const b = new ArrayBuffer(800); const t = new Float64Array(b); t.sort((x, y) => { if (!b.detached) b.transfer(); return 1 }); t.length
//# forEach whose callback transfers the buffer => 100
let n = 0; const b = new ArrayBuffer(100); const t = new Uint8Array(b); t.forEach(() => { n++; if (!b.detached) b.transfer(0) }); n
//# an element written by a value that transfers the buffer => undefined
const b = new ArrayBuffer(8); const t = new Uint8Array(b); t[0] = {valueOf() { b.transfer(); return 1 }}; String(t[0])
//# with whose value transfers the buffer => throws RangeError | throws TypeError
const b = new ArrayBuffer(8); const t = new Uint8Array(b); t.with(0, {valueOf() { b.transfer(); return 1 }})
//# a DataView whose value shrinks the buffer => throws RangeError | throws TypeError
const b = new ArrayBuffer(16, {maxByteLength: 16}); const v = new DataView(b); v.setFloat64(8, {valueOf() { b.resize(0); return 1 }})
//# a DataView position beyond everything => throws RangeError
new DataView(new ArrayBuffer(8)).getInt32(2 ** 53 - 1)
//# a DataView length beyond everything => throws RangeError
new DataView(new ArrayBuffer(8), 4, 2 ** 53 - 1)
//# a DataView whose offset conversion shrinks the buffer => throws RangeError | throws TypeError
const b = new ArrayBuffer(16, {maxByteLength: 16}); new DataView(b, {valueOf() { b.resize(0); return 8 }})
//# a buffer that grows while it is iterated => 10000
const b = new ArrayBuffer(1, {maxByteLength: 10000}); let n = 0; for (const x of new Uint8Array(b)) { n++; if (b.byteLength < 10000) b.resize(b.byteLength + 1) } n
//# a buffer that shrinks while it is iterated => throws TypeError | 50
const b = new ArrayBuffer(100, {maxByteLength: 100}); let n = 0; const t = new Uint8Array(b); for (const x of t) { n++; b.resize(b.byteLength - 1) } n
//# a view outside of its buffer while it is iterated => throws TypeError | 1
const b = new ArrayBuffer(100, {maxByteLength: 100}); let n = 0; const t = new Uint8Array(b, 50, 10); for (const x of t) { n++; b.resize(55) } n
//# resize to its maximum, again and again => timeout
const b = new ArrayBuffer(0, {maxByteLength: 1e6}); while (true) { b.resize(1e6); b.resize(0) }
//# resize beyond the maximum => throws RangeError
new ArrayBuffer(1, {maxByteLength: 2}).resize(3)
//# resize whose argument transfers the buffer => throws TypeError
const b = new ArrayBuffer(1, {maxByteLength: 2}); b.resize({valueOf() { b.transfer(); return 2 }})
//# slice of a buffer whose species returns the same buffer => throws TypeError
const b = new ArrayBuffer(8); b.constructor = {[Symbol.species]: function () { return b }}; b.slice(0)
//# slice of a buffer whose species returns a short one => throws TypeError
const b = new ArrayBuffer(8); b.constructor = {[Symbol.species]: function () { return new ArrayBuffer(1) }}; b.slice(0)
//# slice of a buffer whose species shrinks it => 8
const b = new ArrayBuffer(8, {maxByteLength: 8}); b.constructor = {[Symbol.species]: function (n) { b.resize(0); return new ArrayBuffer(n) }}; b.slice(0).byteLength
//# transfer to a huge length => throws RangeError | memory
new ArrayBuffer(8).transfer(2 ** 40)
//# a typed array made of itself while it shrinks => 0 | throws TypeError
const b = new ArrayBuffer(800, {maxByteLength: 800}); const t = new Float64Array(b); b.resize(0); new Uint8Array(t).length
//# a typed array of an array-like of endless length => throws RangeError | memory | timeout
new Uint8Array({length: 2 ** 53 - 1})
//# join of a typed array whose separator shrinks it => 9
const b = new ArrayBuffer(10, {maxByteLength: 10}); const t = new Uint8Array(b); t.join({toString() { b.resize(0); return ',' }}).length
//# toLocaleString and toString of a long typed array => memory | timeout | throws RangeError
const t = new Float64Array(4e6); let s = ''; while (true) s += t.join('-');
//# includes and indexOf after a shrink => true,-1
const b = new ArrayBuffer(10, {maxByteLength: 10}); const t = new Uint8Array(b); const at = {valueOf() { b.resize(1); return 5 }}; const r = t.includes(undefined, at); b.resize(10); r + ',' + t.indexOf(0, at)
//# subarrays without end => memory | timeout
let t = new Uint8Array(10); const all = []; while (true) { t = t.subarray(0); all.push(t) }
//# base64 of a large array => memory | timeout | throws RangeError
const all = []; const t = new Uint8Array(1e6); while (true) all.push(t.toBase64());
//# setFromBase64 into an array that shrinks => 4 | 0 | throws TypeError
const b = new ArrayBuffer(100, {maxByteLength: 100}); const t = new Uint8Array(b); t.setFromBase64('AAAAAAAA', {get alphabet() { b.resize(4); return 'base64' }}); t.length
//# Float64Array bit patterns that look like other values => NaN,NaN,NaN,NaN
const b = new ArrayBuffer(32); const u = new BigUint64Array(b); u[0] = 0xFFFFFFFFFFFFFFFFn; u[1] = 0xFFF8000000001234n; u[2] = 0x7FFFFFFFFFFFFFFFn; u[3] = 0xFFFE000000000001n; [...new Float64Array(b)].join()
//# a NaN with any payload is a number => number,number,true
const v = new DataView(new ArrayBuffer(8)); const kinds = new Set(); let same = true; for (let i = 0; i < 65536; i++) { v.setUint32(0, (i << 16) | 0xFFFF); const n = v.getFloat64(0); kinds.add(typeof n); if (typeof (n + 1) !== 'number') same = false } [...kinds].join() + ',number,' + same
//# Float32 and Float16 NaNs with payloads => NaN,NaN
const v = new DataView(new ArrayBuffer(8)); v.setUint32(0, 0xFFFFFFFF); [v.getFloat32(0), v.getFloat16(0)].join()
//# an array that nobody else has while its element is converted => 30
let made = 0; for (let k = 0; k < 30; k++) { (new Float64Array(64))[0] = { valueOf() { const all = []; for (let i = 0; i < 50; i++) all.push(new Uint8Array(64)); made++; return 1; } }; } made
//# set from another view of the same buffer => true
const bytes = new Uint8Array(new ArrayBuffer(400000), 0, 90000); bytes.fill(7); const units = new Uint16Array(bytes.buffer); units.set(bytes, 3); units.subarray(3, 90003).every(x => x === 7)
