// Underscore: the same data through its collections, chains and iterators.
var next = random(2);
var words = _.times(5000, function () {
  return _.times(2 + Math.floor(next() * 5), function () { return String.fromCharCode(97 + Math.floor(next() * 6)); }).join("");
});
var orders = _.map(words, function (w, i) { return { id: i, word: w, price: Math.round(next() * 10000) / 100, group: w.length, parts: w.split("") }; });
var digestOf = function (value) { return digest(JSON.stringify(value)); };

show("version", _.VERSION);
show("countBy", _.countBy(words, "length"));
show("groupBy", _.mapObject(_.groupBy(orders, "group"), function (g) { return [g.length, _.max(g, "price").id, _.min(g, "price").id]; }));
show("indexBy", digestOf(_.indexBy(orders, "word")));
show("sortBy", digestOf(_.pluck(_.sortBy(orders, function (o) { return o.word + o.price; }), "id")));
show("sortBy is stable", digestOf(_.pluck(_.sortBy(orders, "group"), "id")));
show("uniq", _.uniq(words).length);
show("uniq by", _.map(_.uniq(orders, false, function (o) { return o.word.charAt(0); }), "id"));
show("chain", _.chain(orders).where({ group: 3 }).reject(function (o) { return o.price < 50; }).map(function (o) { return o.parts; }).flatten().countBy().pairs().sortBy(1).reverse().value());
show("reduce", Math.round(_.reduce(orders, function (sum, o) { return sum + o.price; }, 0) * 100));
show("reduceRight", _.reduceRight([[0, 1], [2, 3]], function (a, b) { return a.concat(b); }, []));
show("find", [_.find(orders, function (o) { return o.price > 99.9; }).id, _.findWhere(orders, { word: "abc" }), _.findIndex(orders, { group: 6 }), _.findLastIndex(orders, { group: 2 }), _.findKey({ a: 1, b: 2 }, function (v) { return v > 1; })]);
show("partition", _.map(_.partition(orders, function (o) { return o.price > 20; }), _.size));
show("every and some", [_.every([true, 1, null]), _.some([null, 0, "yes"]), _.contains([1, 2, NaN], NaN), _.include({ a: 5 }, 5)]);
show("invoke", _.invoke([[5, 1, 7], [3, 2, 1]], "sort"));
show("toArray", [_.toArray("a👍b"), _.toArray({ a: 1, b: 2 }), (function () { return _.toArray(arguments).slice(1); })(1, 2, 3), _.toArray(new Map([[1, 2]])), _.size(new Set([1, 2, 2]))]);
show("arrays", [_.first([5, 4, 3], 2), _.initial([1, 2, 3]), _.last([1, 2, 3]), _.rest([1, 2, 3]), _.compact([0, 1, false, 2, "", 3]), _.flatten([1, [2], [3, [[4]]]]), _.flatten([1, [2], [3, [[4]]]], true), _.without([1, 2, 1, 0], 0, 1), _.chunk(_.range(5), 2)]);
show("sets", [_.union([1, 2, 3], [101, 2], [2, 1]), _.intersection([1, 2, 3], [101, 2, 1], [2, 1]), _.difference([1, 2, 3, 4, 5], [5, 2, 10]), _.zip(["a", "b"], [1, 2]), _.unzip([["a", 1], ["b", 2]]), _.object(["a", "b"], [1, 2]), _.object([["x", 1]])]);
show("indexes", [_.indexOf([1, 2, 3], 2), _.indexOf([10, 20, 30, 40], 30, true), _.lastIndexOf([1, 2, 3, 1, 2], 2), _.sortedIndex([10, 20, 30], 25), _.sortedIndex([{ a: 1 }, { a: 5 }], { a: 3 }, "a"), _.range(0, -10, -3), _.range(4)]);
show("objects", [_.keys({ one: 1, 2: 2 }), _.allKeys(Object.create({ a: 1 })), _.values({ a: 1 }), _.pairs({ a: 1 }), _.invert({ a: "x" }), _.functions(_).length, _.extend({ a: 1 }, { a: 2, b: 3 }), _.extendOwn({}, Object.create({ no: 1 })), _.defaults({ a: 1 }, { a: 2, b: 2 }), _.pick({ a: 1, b: 2 }, "a"), _.omit({ a: 1, b: 2 }, "a"), _.pick({ a: 1, b: "x" }, _.isString), _.clone({ a: [1] }), _.has({ a: { b: 1 } }, ["a", "b"]), _.get({ a: [{ b: 7 }] }, ["a", 0, "b"]), _.property(["a", 1])({ a: [0, 9] })]);
show("isEqual", _.map([[{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }], [0, -0], [NaN, NaN], [new Date(0), new Date(0)], [/a/g, /a/g], ["a", Object("a")], [[], {}], [new Map([[1, [2]]]), new Map([[1, [2]]])], [new Set([1]), new Set([2])], [Symbol.iterator, Symbol.iterator], [new Uint8Array([1]), new Uint8Array([1])], [new DataView(new ArrayBuffer(2)), new DataView(new ArrayBuffer(2))], [undefined, null]], function (p) { return _.isEqual(p[0], p[1]); }));
show("isEqual of much", function () { var copy = JSON.parse(JSON.stringify(orders)); var same = _.isEqual(copy, orders); copy[4999].parts.push("x"); return [same, _.isEqual(copy, orders)]; });
show("isEqual of cycles", function () { var a = { x: 1 }, b = { x: 1 }; a.self = a; b.self = b; return _.isEqual(a, b); });
show("kinds", _.map([[], {}, null, undefined, 0, "", NaN, /x/, new Date(0), _.noop, Symbol.iterator, new Map(), new Set(), new WeakMap(), new WeakSet(), new Error(), Object("s"), new Uint8Array(1), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), (function () { return arguments; })()], function (v) {
  return _.map(["isArguments", "isArray", "isArrayBuffer", "isBoolean", "isDataView", "isDate", "isElement", "isEmpty", "isError", "isFinite", "isFunction", "isMap", "isNaN", "isNull", "isNumber", "isObject", "isRegExp", "isSet", "isString", "isSymbol", "isTypedArray", "isUndefined", "isWeakMap", "isWeakSet"], function (name) { return _[name](v) ? 1 : 0; }).join("");
}));
show("functions", function () {
  var calls = [], fib = _.memoize(function (n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); });
  var after = _.after(3, function () { calls.push("after"); }), before = _.before(3, function () { calls.push("before"); return calls.length; }), once = _.once(function () { calls.push("once"); });
  _.times(4, function () { after(); before(); once(); });
  return [fib(80), calls, _.bind(function (g) { return g + this.n; }, { n: "moe" }, "hi ")(), _.partial(function (a, b) { return b - a; }, _, 20)(5), _.compose(function (s) { return s + "!"; }, function (s) { return "hi " + s; })("moe"), _.wrap(_.escape, function (f, x) { return "<" + f(x) + ">"; })("&"), _.negate(_.isEmpty)([]), _.restArguments(function (a, rest) { return [a, rest]; })(1, 2, 3)];
});
show("bindAll", function () { var o = { n: 3, get: function () { return this.n; } }; _.bindAll(o, "get"); var get = o.get; return get(); });
show("utilities", [_.escape("<a href='x'>&`\""), _.unescape("&lt;&amp;&#x27;&#x60;"), _.identity(1), _.constant(2)(), _.matcher({ a: 1 })({ a: 1, b: 2 }), _.propertyOf({ a: 5 })("a"), _.result({ f: function () { return this.v; }, v: 8 }, "f"), _.result({}, "x", "d"), _.uniqueId("c"), _.mapObject({ a: 1 }, function (v) { return v + 5; }), _.noop(), _.toPath("a")]);
show("iteratee", [_.map([{ a: { b: 1 } }, {}], ["a", "b"]), _.filter(orders, { group: 2, word: "ab" }).length, _.map(["1", "2", "3"], parseInt), _.sortBy(["b", "a", "C"]), _.max([1, 9, -3]), _.min([]), _.max(["a", "b"]), _.max({ a: 3, b: 8 })]);
show("create", function () { function P() {} P.prototype.hi = function () { return this.n; }; return _.create(P.prototype, { n: 4 }).hi(); });
show("tap", _.chain([1, 2, 3]).tap(function (a) { a.push(4); }).map(function (n) { return n * n; }).value());
show("mixin", function () { _.mixin({ twice: function (s) { return s + s; } }); return [_("ab").twice(), _.chain("x").twice().value()]; });
show("template", function () { try { return _.template("<% print(1) %>")(); } catch (error) { return error.name; } });
show("permuted", function () { return digestOf(_.sortBy(_.shuffle(orders), "id")); });
show("words by count", _.chain(words).countBy().pairs().sortBy(function (p) { return [String(10000 - p[1]), p[0]].join(); }).first(10).value());
