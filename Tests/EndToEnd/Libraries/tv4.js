// tv4: JSON Schema draft 4, each keyword with what fits and what does not, references and a large document.
var cases = {
  "type": [{ type: "integer" }, [1, 1.5, "1", null]], "types": [{ type: ["string", "null"] }, ["a", null, 1]], "enum": [{ enum: [1, "a", { b: [2] }] }, [1, { b: [2] }, { b: [3] }]],
  "minimum": [{ minimum: 3, exclusiveMinimum: true }, [3, 4]], "maximum": [{ maximum: 3 }, [3, 3.1]], "multipleOf": [{ multipleOf: 0.1 }, [0.3, 0.35, 4]], "length": [{ minLength: 2, maxLength: 3 }, ["a", "ab", "abcd", "👍"]], "pattern": [{ pattern: "^[a-z]+\\d?$" }, ["abc1", "1"]],
  "items": [{ items: { type: "number" } }, [[1, 2], [1, "2"]]], "tuple": [{ items: [{ type: "number" }, { type: "string" }], additionalItems: false }, [[1, "a"], ["a", 1], [1, "a", 2]]], "array length": [{ minItems: 1, maxItems: 2, uniqueItems: true }, [[], [1], [1, 1], [1, 2, 3], [{ a: 1 }, { a: 1 }]]],
  "properties": [{ properties: { a: { type: "string" }, b: { $ref: "#/properties/a" } }, required: ["a"], additionalProperties: false, patternProperties: { "^x-": { type: "boolean" } } }, [{ a: "1" }, { b: 2 }, { a: "1", c: 1 }, { a: "", "x-y": 3 }]], "counts": [{ minProperties: 1, maxProperties: 2 }, [{}, { a: 1 }, { a: 1, b: 2, c: 3 }]],
  "dependencies": [{ dependencies: { a: ["b"], c: { required: ["d"] }, e: "f" } }, [{ a: 1 }, { a: 1, b: 2 }, { c: 1 }, { e: 1 }]], "allOf": [{ allOf: [{ type: "number" }, { minimum: 2 }] }, [1, 2, "x"]], "anyOf": [{ anyOf: [{ type: "string" }, { minimum: 5 }] }, ["a", 6, 4]], "oneOf": [{ oneOf: [{ type: "integer" }, { minimum: 2 }] }, [1, 2.5, 3, 1.5]], "not": [{ not: { type: "string" } }, ["a", 1]],
  "recursive": [{ properties: { next: { $ref: "#" }, v: { type: "number" } } }, [{ next: { next: { v: 1 } } }, { next: { next: { v: "x" } } }]], "definitions": [{ $ref: "#/definitions/a~1b%25", definitions: { "a/b%": { type: "array" } } }, [[], {}]], "remote": [{ $ref: "http://x.y/point#/properties/x" }, [1, "a"]], "missing": [{ $ref: "http://x.y/none" }, [1]]
};
tv4.addSchema("http://x.y/point", { id: "http://x.y/point", properties: { x: { type: "number" }, y: { $ref: "#/properties/x" } } });
function plain(e) { return e && [e.code, e.message, e.dataPath, e.schemaPath, e.subErrors && e.subErrors.map(plain), e.params]; }
Object.keys(cases).forEach(function (name) {
  cases[name][1].forEach(function (data) {
    show(name + " " + JSON.stringify(data), function () { var r = tv4.validateMultiple(data, cases[name][0]); return [tv4.validate(data, cases[name][0]), plain(tv4.error), r.errors.map(plain), r.missing]; });
  });
});
show("unknown properties", function () { return tv4.validateMultiple({ a: 1, b: { c: 2 } }, { properties: { a: {}, b: { properties: {} } } }, false, true).errors.map(plain); });
show("cycle", function () { var d = { v: 1 }; d.next = d; return tv4.validateResult(d, cases.recursive[0], true).valid; });
show("format", function () { tv4.addFormat("even", function (v) { return v % 2 ? "odd: " + v : null; }); return [tv4.validate(3, { format: "even" }), plain(tv4.error), tv4.validate(4, { format: "even" })]; });
show("keyword", function () { tv4.defineKeyword("divides", function (data, value) { return value % data ? { code: "NO", message: "does not divide" } : null; }); tv4.defineError("NO", 10005, "{message}"); return [tv4.validate(4, { divides: 12 }), tv4.validate(5, { divides: 12 }), plain(tv4.error)]; });
show("fresh", function () { var f = tv4.freshApi(); return [f.getSchemaUris(), tv4.getSchemaUris(), tv4.getSchema("http://x.y/point#/properties/y"), Object.keys(f.errorCodes).length]; });
show("normalized", function () { return tv4.normSchema({ id: "http://a.b/c/d", properties: { e: { $ref: "f#g" } } }, "http://z/") || tv4.resolveUrl("http://a.b/c/d", "../e#f"); });
show("language", function () { tv4.addLanguage("de", { INVALID_TYPE: "Falscher Typ: {type} (erwartet: {expected})" }); tv4.language("de"); tv4.validate(1, { type: "string" }); var m = tv4.error.message; tv4.language("en"); return m; });
show("reporter", function () { tv4.setErrorReporter(function (error, data, schema) { return "own: " + error.code + " " + JSON.stringify(data) + schema.type; }); tv4.validate(1, { type: "string" }); var m = tv4.error.message; tv4.setErrorReporter(null); return m; });
show("a large document", function () {
  var next = random(7), person = { type: "object", required: ["name", "age", "tags"], properties: { name: { type: "string", pattern: "^[A-Z][a-z]+$" }, age: { type: "integer", minimum: 0, maximum: 99 }, tags: { type: "array", items: { enum: ["a", "b", "c"] }, uniqueItems: true }, friends: { items: { $ref: "#/definitions/person" } } }, additionalProperties: false };
  function make(d) { return { name: next() < 0.97 ? "Ann" : "bob", age: Math.floor(next() * 101), tags: next() < 0.9 ? ["a", "c"] : ["a", "a"], friends: d ? [make(d - 1), make(d - 1), make(d - 1)] : [] }; }
  var r = tv4.validateMultiple(make(6), { $ref: "#/definitions/person", definitions: { person: person } });
  return [r.errors.length, digest(JSON.stringify(r.errors.map(plain)))];
});
