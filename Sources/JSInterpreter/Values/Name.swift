// The names that the engine itself uses as property keys and strings. Each is an atom that the whole process shares, in static
// storage (see `StaticAtoms`), so that code can write `PropertyKey(.length)` and a realm starts without making any.
// One-character names are not here: every one-character string is shared anyway (`StaticAtoms.character`).

enum Name: Int, CaseIterable, CodingKey {
    case globalThis, Infinity, NaN, undefined, eval, isFinite, isNaN, parseFloat, parseInt, decodeURI
    case decodeURIComponent, encodeURI, encodeURIComponent, escape, unescape, AggregateError, Array, ArrayBuffer
    case BigInt, BigInt64Array, BigUint64Array, Boolean, DataView, Date, Error, EvalError, FinalizationRegistry
    case Float16Array, Float32Array, Float64Array, Function, Int8Array, Int16Array, Int32Array, Iterator, Map, Number
    case Object, Promise, Proxy, RangeError, ReferenceError, RegExp, Set, String, Symbol, SyntaxError, TypeError
    case Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, URIError, WeakMap, WeakRef, WeakSet, JSON, Math
    case Reflect, Atomics, SharedArrayBuffer, WebAssembly, TypedArray, GeneratorFunction, AsyncFunction
    case AsyncGeneratorFunction, Generator, InternalError, ToolError, constructor, prototype, length, name, message
    case stack, cause, errors, toString, toLocaleString, valueOf, toJSON, hasOwnProperty, isPrototypeOf
    case propertyIsEnumerable, __proto__, __defineGetter__, __defineSetter__, __lookupGetter__, __lookupSetter__
    case arguments, caller, callee, apply, bind, call, anonymous, bound, `get`, `set`, value, writable, enumerable
    case configurable, done, next, `return`, `throw`, raw, index, input, indices, groups, lastIndex, assign, create
    case defineProperties, defineProperty, entries, freeze, fromEntries, getOwnPropertyDescriptor
    case getOwnPropertyDescriptors, getOwnPropertyNames, getOwnPropertySymbols, getPrototypeOf, groupBy, hasOwn, `is`
    case isExtensible, isFrozen, isSealed, keys, preventExtensions, seal, setPrototypeOf, values, construct
    case deleteProperty, has, ownKeys, revocable, revoke, proxy, isArray, of, from, fromAsync, at, concat, copyWithin
    case every, fill, filter, find, findIndex, findLast, findLastIndex, flat, flatMap, forEach, includes, indexOf, join
    case lastIndexOf, map, pop, push, reduce, reduceRight, reverse, shift, slice, some, sort, splice, toReversed
    case toSorted, toSpliced, unshift, `with`, fromCharCode, fromCodePoint, charAt, charCodeAt, codePointAt, endsWith
    case isWellFormed, localeCompare, match, matchAll, normalize, padEnd, padStart, `repeat`, replace, replaceAll
    case search, split, startsWith, substring, substr, toLocaleLowerCase, toLocaleUpperCase, toLowerCase, toUpperCase
    case toWellFormed, trim, trimEnd, trimStart, trimLeft, trimRight, anchor, big, blink, bold, fixed, fontcolor
    case fontsize, italics, link, small, strike, sub, sup, EPSILON, MAX_SAFE_INTEGER, MAX_VALUE, MIN_SAFE_INTEGER
    case MIN_VALUE, NEGATIVE_INFINITY, POSITIVE_INFINITY, isInteger, isSafeInteger, toExponential, toFixed, toPrecision
    case asIntN, asUintN, LN10, LN2, LOG10E, LOG2E, PI, SQRT1_2, SQRT2, abs, acos, acosh, asin, asinh, atan, atanh
    case atan2, cbrt, ceil, clz32, cos, cosh, exp, expm1, floor, fround, f16round, hypot, imul, log, log1p, log10, log2
    case max, min, pow, random, round, sign, sin, sinh, sqrt, sumPrecise, tan, tanh, trunc, parse, stringify, rawJSON
    case isRawJSON, `for`, keyFor, description, asyncIterator, hasInstance, isConcatSpreadable, iterator, species
    case toPrimitive, toStringTag, unscopables, now, UTC, getDate, getDay, getFullYear, getHours, getMilliseconds
    case getMinutes, getMonth, getSeconds, getTime, getTimezoneOffset, getUTCDate, getUTCDay, getUTCFullYear
    case getUTCHours, getUTCMilliseconds, getUTCMinutes, getUTCMonth, getUTCSeconds, setDate, setFullYear, setHours
    case setMilliseconds, setMinutes, setMonth, setSeconds, setTime, setUTCDate, setUTCFullYear, setUTCHours
    case setUTCMilliseconds, setUTCMinutes, setUTCMonth, setUTCSeconds, toDateString, toISOString, toLocaleDateString
    case toLocaleTimeString, toTimeString, toUTCString, toGMTString, getYear, setYear, compile, exec, test, flags
    case source, global, ignoreCase, multiline, dotAll, unicode, unicodeSets, sticky, hasIndices, leftContext
    case rightContext, lastMatch, lastParen, add, clear, delete, size, union, intersection, difference
    case symmetricDifference, isSubsetOf, isSupersetOf, isDisjointFrom, getOrInsert, getOrInsertComputed, deref
    case register, unregister, isView, byteLength, byteOffset, maxByteLength, resizable, resize, detached, transfer
    case transferToFixedLength, buffer, BYTES_PER_ELEMENT, subarray, fromBase64, fromHex, toBase64, toHex
    case setFromBase64, setFromHex, alphabet, omitPadding, lastChunkHandling, read, written, getBigInt64, getBigUint64
    case getFloat16, getFloat32, getFloat64, getInt8, getInt16, getInt32, getUint8, getUint16, getUint32, setBigInt64
    case setBigUint64, setFloat16, setFloat32, setFloat64, setInt8, setInt16, setInt32, setUint8, setUint16, setUint32
    case drop, take, toArray, zip, zipKeyed, chunks, windows, mode, padding, strict, longest, shortest, isError
    case captureStackTrace, stackTraceLimit, console, debug, error, info, warn, mcp, callTool, callTools, tools
    case describe, call_tool, call_tools, structuredClone, tool, server, result, ok, code, args, params, max_parallel
    case maxParallel, level, fields, print, require, process, fetch, setTimeout, setInterval, setImmediate
    case queueMicrotask, clearTimeout, clearInterval, object, function, string, number, boolean, symbol, bigint
    case `default`, Module, null, `true`, `false`, native, Symbol_hasInstance, Symbol_isConcatSpreadable
    case Symbol_iterator, Symbol_match, Symbol_matchAll, Symbol_replace, Symbol_search, Symbol_species, Symbol_split
    case Symbol_toPrimitive, Symbol_toStringTag, Symbol_unscopables, Symbol_asyncIterator
    case numeric, sensitivity, style, currency, minimumFractionDigits, maximumFractionDigits, useGrouping
    case hour12, hourCycle, timeZone, weekday, era, year, month, day, hour, minute, second, fractionalSecondDigits, timeZoneName, dateStyle
    case timeStyle
}
