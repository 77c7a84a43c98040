// lodash: collections of thousands of objects, deep copies and comparisons, chains, text.
var next = random(1);
var cities = ["Oslo", "Lima", "Kyoto", "Accra", "Perth"];
var people = _.times(4000, function (i) {
  return {
    id: i, name: "person" + Math.floor(next() * 900), age: Math.floor(next() * 80), city: cities[Math.floor(next() * 5)],
    tags: _.sampleSize ? ["t" + (i % 7), "t" + (i % 3)] : [], address: { street: { number: i % 100, zip: String(10000 + i) } }
  };
});
var digestOf = function (value) { return digest(JSON.stringify(value)); };

show("version", _.VERSION);
show("groupBy", function () { return _.mapValues(_.groupBy(people, "city"), "length"); });
show("countBy", _.countBy(people, function (p) { return Math.floor(p.age / 10); }));
show("orderBy", digestOf(_.map(_.orderBy(people, ["city", "age", "name"], ["asc", "desc", "asc"]), "id")));
show("sortBy", digestOf(_.map(_.sortBy(people, ["address.street.number", "age"]), "id")));
show("keyBy", digestOf(_.keyBy(people, "address.street.zip")));
show("partition", _.map(_.partition(people, { city: "Lima" }), "length"));
show("chain", _(people).filter(function (p) { return p.age > 30; }).map("name").uniq().sort().take(12).value());
show("lazy chain", _(_.range(200000)).map(function (x) { return x * x; }).filter(function (x) { return x % 3 === 1; }).take(5).value());
show("meanBy", _.meanBy(people, "age"));
show("maxBy", _.maxBy(people, "age"));
show("minBy", _.minBy(people, function (p) { return -p.age * 1000 + p.id; }));
show("sumBy", _.sumBy(people, "address.street.number"));
show("uniqBy", _.map(_.uniqBy(people, "city"), "id"));
show("uniqWith", _.uniqWith([{ x: 1 }, { x: 2 }, { x: 1 }], _.isEqual));
show("intersectionBy", _.intersectionBy(people.slice(0, 500), people.slice(400, 900), "name").length);
show("differenceWith", _.differenceWith(people.slice(0, 60), people.slice(30, 90), _.isEqual).length);
show("xor", _.xor([2, 1, NaN], [2, 3, NaN, -0]));
show("cloneDeep is equal", function () { var copy = _.cloneDeep(people); return [_.isEqual(copy, people), copy[7] !== people[7]]; });
show("isEqual finds a difference", function () { var copy = _.cloneDeep(people); copy[3999].address.street.number++; return _.isEqual(copy, people); });
show("cloneDeep of kinds", _.cloneDeep({ d: new Date(0), r: /x+/gi, m: new Map([[1, { a: 2 }]]), s: new Set([1, "2"]), t: new Uint8Array([1, 2]), n: -0, u: undefined, nested: [[[]]] }));
show("cloneDeep of a cycle", function () { var o = { a: { b: 1 } }; o.a.c = o; return _.cloneDeep(o); });
show("isEqual of kinds", _.map([[NaN, NaN], [0, -0], [new Date(1), new Date(1)], [/a/g, /a/i], [new Map([[1, 2]]), new Map([[1, 2]])], [new Set([[1]]), new Set([[1]])], [Object("a"), "a"], [new Error("a"), new Error("a")], [[1, , 3], [1, undefined, 3]], [Symbol.iterator, Symbol.iterator], [new Uint8Array(2), new Uint8Array(2)]], function (p) { return _.isEqual(p[0], p[1]); }));
show("merge", _.merge({ a: [{ b: 2 }, { d: 4 }], z: { y: null } }, { a: [{ c: 3 }, { e: 5 }], z: { y: [1, 2], x: undefined } }));
show("mergeWith", _.mergeWith({ a: [1], b: [2] }, { a: [3], b: [4] }, function (x, y) { return _.isArray(x) ? x.concat(y) : undefined; }));
show("defaultsDeep", _.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 }, d: 4 }));
show("get, set, unset, has", function () {
  var o = { a: [{ b: { c: 3 } }] };
  _.set(o, "a[0].b.d[2].e", 5);
  _.set(o, ["x", "0", "y"], 4);
  _.unset(o, "a[0].b.c");
  _.update(o, "n", function (n) { return (n || 0) + 1; });
  return [o, _.get(o, "a[0].b.d[2].e"), _.get(o, "a.b.c", "none"), _.has(o, "a[0].b"), _.hasIn(o, "toString"), _.result({ f: _.constant(9) }, "f")];
});
show("toPath", _.map(["a.b[0]['c.d'].e", "[\"x\"][1]", "a..b", ".a", "a[]"], _.toPath));
show("pick and omit", [_.pick({ a: 1, b: { c: 2, d: 3 } }, ["a", "b.c"]), _.omit({ a: 1, b: 2, 3: 4 }, ["a", 3]), _.pickBy({ a: 1, b: "2" }, _.isNumber), _.omitBy({ a: 1, b: "2" }, _.isNumber)]);
show("invert", [_.invert({ a: 1, b: 2, c: 1 }), _.invertBy({ a: 1, b: 2, c: 1 }), _.mapKeys({ a: 1 }, function (v, k) { return k + v; })]);
show("transform", _.transform([2, 3, 4, 5], function (r, n) { r.push(n *= n); return n % 2 === 0; }, []));
show("chunk", [_.chunk(_.range(7), 3), _.compact([0, 1, false, 2, "", 3, NaN]), _.zip(["a", "b"], [1, 2], [true]), _.unzip([["a", 1], ["b", 2]]), _.zipObjectDeep(["a.b[0].c", "a.b[1].d"], [1, 2]), _.fromPairs([["a", 1]]), _.toPairs({ a: 1 })]);
show("flatten", [_.flatten([1, [2, [3, [4]]]]), _.flattenDeep([1, [2, [3, [4]]]]), _.flattenDepth([1, [2, [3, [4]]]], 2)]);
show("sorted indexes", [_.sortedIndex([30, 50], 40), _.sortedIndexBy([{ x: 4 }, { x: 5 }], { x: 4 }, "x"), _.sortedLastIndex([4, 5, 5, 5, 6], 5), _.sortedUniq([1, 1, 2]), _.sortedIndexOf([4, 5, 5, 6], 5)]);
show("pull", function () { var a = [1, 2, 3, 1, 2, 3], b = ["a", "b", "c", "d"]; return [_.pull(a, 2, 3), _.pullAt(b, [1, 3]), b, _.remove([1, 2, 3, 4], function (n) { return n % 2 == 0; })]; });
show("words", _.map(["fred, barney, & pebbles", "XMLHttpRequest", "déjà vu", "foo12Bar-baz_qux", "ÅngströmUnit", "it's"], function (s) { return _.words(s); }));
show("cases", _.map(["Foo Bar", "--foo-bar--", "fooBar", "__FOO_BAR__", "XMLHttpRequest2 élan"], function (s) { return [_.camelCase(s), _.kebabCase(s), _.snakeCase(s), _.startCase(s), _.lowerCase(s), _.upperFirst(s), _.deburr(s)]; }));
show("pad and trim", [_.pad("abc", 8, "_-"), _.padStart("abc", 6), _.padEnd("abc", 6, "_-"), _.trim("-_-abc-_-", "_-"), _.repeat("ab", 3), _.truncate("hi-diddly-ho there, neighborino", { length: 24, separator: /,? +/ })]);
show("escape", [_.escape("fred, <b> & 'x' \"y\"`"), _.unescape("a &amp; b &lt;&#39;&quot;"), _.escapeRegExp("[lodash](https://lodash.com/)")]);
show("characters", [_.toArray("a👨‍👩‍👧b̄🇳🇴"), _.size("👍🏽x"), _.split("a👍🏽b", ""), _.truncate("👍🏽👍🏽👍🏽👍🏽", { length: 3, omission: "" }), _.capitalize("ÉCOLE"), _.startsWith("abc", "b", 1)]);
show("numbers", [_.clamp(-10, -5, 5), _.inRange(3, 2, 4), _.round(4.006, 2), _.ceil(6040, -2), _.floor(0.046, 2), _.toInteger("3.9"), _.toNumber("0b101"), _.toFinite(Infinity), _.toSafeInteger("3.2"), _.toLength(-1), _.parseInt("08"), _.round(-0), _.divide(6, 4), _.mean([4, 2, 8])]);
show("functions", function () {
  var log = [];
  var curried = _.curry(function (a, b, c) { return [a, b, c]; });
  var once = _.once(function () { log.push("once"); return 7; });
  var memo = _.memoize(function (x) { log.push("memo" + x); return x * 2; });
  memo(1); memo(1); memo(2); once(); once();
  return [curried(1)(2)(3), curried(1)(_, 3)(2), _.partial(_.add, 1)(2), _.partialRight(function (a, b) { return a + "/" + b; }, "r")("l"), _.flow([_.add, function (x) { return x * x; }])(1, 2), _.flip(function () { return _.toArray(arguments); })("a", "b", "c"), _.rearg(function (a, b, c) { return [a, b, c]; }, [2, 0, 1])("b", "c", "a"), _.overArgs(function (x, y) { return [x, y]; }, [function (n) { return n * n; }, function (n) { return n * 2; }])(9, 3), _.negate(_.isNil)(null), _.spread(function (a, b) { return a + b; })([1, 2]), _.ary(Math.max, 1)(3, 8), _.bind(function (g) { return g + this.x; }, { x: 1 })("hi "), _.wrap(_.escape, function (f, t) { return "<p>" + f(t) + "</p>"; })("a & b"), log];
});
show("predicates", _.map([[], {}, null, undefined, 0, "", "a", NaN, /x/, new Date(0), function () {}, Symbol.iterator, new Map(), new WeakMap(), new Error(), arguments_of(1), Object.create(null), Object("s"), new Uint8Array(1), new ArrayBuffer(1)], function (v) {
  return _.map(["isArguments", "isArray", "isArrayLike", "isBoolean", "isBuffer", "isDate", "isEmpty", "isError", "isFinite", "isFunction", "isInteger", "isMap", "isNative", "isNil", "isObject", "isObjectLike", "isPlainObject", "isRegExp", "isSet", "isString", "isSymbol", "isTypedArray", "isWeakMap", "isArrayBuffer", "isElement"], function (name) { return _[name](v) ? 1 : 0; }).join("");
}));
show("conversions", _.map([null, undefined, -0, [1, [2, -0]], "a,b", Symbol("s"), {}], _.toString));
show("matches", [_.filter(people.slice(0, 40), _.matches({ city: "Lima", tags: ["t1"] })).length, _.find(people, ["address.street.zip", "10777"]).id, _.findLastIndex(people, { age: 40 }), _.conforms({ a: _.isNumber })({ a: 1 }), _.cond([[_.matches({ a: 1 }), _.constant("A")], [_.stubTrue, _.constant("other")]])({ a: 1, b: 2 }), _.overEvery([Boolean, isFinite])("1")]);
show("reduce", _.reduceRight([[0, 1], [2, 3], [4, 5]], function (a, b) { return a.concat(b); }, []));
show("invokeMap", [_.invokeMap([[5, 1, 7], [3, 2, 1]], "sort"), _.invoke({ a: [{ b: { c: [1, 2, 3, 4] } }] }, "a[0].b.c.slice", 1, 3)]);
show("forOwn", function () { var out = []; _.forOwnRight({ a: 1, b: 2, 0: 3 }, function (v, k) { out.push(k + v); }); _.forIn(Object.create({ i: 1 }), function (v, k) { out.push(k); }); _.eachRight([1, 2, 3], function (x) { out.push(x); return x !== 2; }); return out; });
show("sets of thousands", function () { var a = _.range(0, 3000, 2), b = _.range(0, 3000, 3); return [_.union(a, b).length, _.intersection(a, b).length, _.difference(a, b).length, _.xor(a, b).length, _.without(a, 2, 4).length]; });
show("create and mixin", function () {
  function Shape() { this.x = 0; }
  function Circle() { Shape.call(this); }
  Circle.prototype = _.create(Shape.prototype, { constructor: Circle });
  _.mixin({ vowels: function (s) { return _.filter(s, function (v) { return /[aeiou]/i.test(v); }); } });
  return [new Circle() instanceof Shape, _.vowels("fred"), _("fred").vowels().value(), _.functions({ a: _.noop, b: 1 }), _.assignIn({}, new Circle()).x, _.at({ a: [{ b: 3 }, 4] }, ["a[0].b", "a[1]"])];
});
show("attempt", [_.attempt(function () { throw new RangeError("no"); }), _.isError(_.attempt(_.constant(1))), _.defaultTo(NaN, 10), _.uniqueId("u"), _.times(3, String), _.method("a.b")({ a: { b: _.constant(2) } }), _.propertyOf({ a: [1, 2] })("a[1]")]);
show("many merges", function () { var all = {}; _.forEach(people, function (p) { _.merge(all, _.zipObjectDeep([p.city + "." + p.name + ".ages[" + (p.id % 3) + "]"], [p.age])); }); return digestOf(all); });

function arguments_of() { return arguments; }
