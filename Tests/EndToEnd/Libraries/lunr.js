// lunr: an index over generated documents, queried in every way; saved and loaded.
var next = random(4);
var vocabulary = "searching searched search engine engines indexing index indices running runner runs happily happiness relational relation conditional operator operating generalization generalize oscillation oscillate national nationality rational apologies apologize hopping hoped falling hissing failing filing conflated troubled sized electricity electrical adjustable adjustment triplicate formative formalize probate rate cease controlling rolled the a and of is in to it green blue red plant garden mr mrs professor".split(" ");
function sentence(n) { var words = []; while (n--) words.push(vocabulary[Math.floor(next() * next() * vocabulary.length)]); return words.join(" "); }
var documents = [];
for (var i = 0; i < 400; i++) documents.push({ id: "d" + i, title: sentence(4), body: sentence(40) + ". " + sentence(20) + "!", tags: [vocabulary[i % 60], vocabulary[(i * 7) % 60]] });
var index = lunr(function () {
  this.ref("id");
  this.field("title", { boost: 10 });
  this.field("body");
  this.field("tags", { extractor: function (d) { return d.tags; } });
  this.metadataWhitelist = ["position"];
  this.k1(1.3); this.b(0.6);
  documents.forEach(function (d, n) { this.add(d, { boost: n % 10 ? 1 : 2 }); }, this);
});
function summary(results) { return [results.length].concat(results.slice(0, 6).map(function (r) { return [r.ref, r.score.toFixed(6), Object.keys(r.matchData.metadata)]; })); }

show("version", function () { return lunr.version; });
show("stems", function () { return "caresses ponies ties cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption homologou communism activate angulariti homologous effective bowdlerize probate rate cease controll roll".split(" ").map(function (w) { return lunr.stemmer(new lunr.Token(w)).toString(); }); });
["search", "green plant", "title:search", "+search -engine", "search^10 index", "happ*", "*tion", "serch~1", "oscilate~2", "+title:relation body:garden", "-search", "tags:green", "the", "mrs professor", "e*r", "nothinglikeit", "*", "search*^5 +index"].forEach(function (query) {
  show("query " + query, function () { return summary(index.search(query)); });
});
["title:", "foo^", "foo~x", "unknown:foo", "+", "a b:c:d", "foo^x"].forEach(function (query) {
  show("error in " + query, function () { try { return summary(index.search(query)); } catch (e) { return [e.name, e.message, e.start, e.end]; } });
});
show("positions", function () { return index.search("tags:green title:search")[0].matchData.metadata; });
show("query by hand", function () {
  return summary(index.query(function (q) {
    q.term("plant", { boost: 100, presence: lunr.Query.presence.REQUIRED });
    q.term("operat", { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
    q.term(lunr.tokenizer("Searching Engines"), { fields: ["title"], editDistance: 1 });
    q.term("blue", { presence: lunr.Query.presence.PROHIBITED });
  }));
});
show("saved", function () { return digest(JSON.stringify(index)); });
show("loaded", function () { var loaded = lunr.Index.load(JSON.parse(JSON.stringify(index))); return [summary(loaded.search("search -engine")), JSON.stringify(loaded) === JSON.stringify(index)]; });
show("tokenizer", function () { return ["Hello World", "hyphen-ated words", null, ["A b", 3], new Date(0).getTime(), "  spaces\ttabs\nlines "].map(function (x) { return lunr.tokenizer(x).map(function (t) { return [t.toString(), t.metadata]; }); }); });
show("trimmer", function () { return ["...hello!", "it's", "(x)", "ünï", "-"].map(function (w) { return lunr.trimmer(new lunr.Token(w)).toString(); }); });
show("stop words", function () { return ["the", "search", "of"].map(function (w) { return String(lunr.stopWordFilter(new lunr.Token(w))); }); });
show("pipeline", function () {
  var upper = function (t) { return t.update(function (s) { return s.toUpperCase(); }); }, twice = function (t) { return [t, t.clone()]; };
  lunr.Pipeline.registerFunction(upper, "upper"); lunr.Pipeline.registerFunction(twice, "twice");
  var p = new lunr.Pipeline(); p.add(upper, twice); p.before(twice, lunr.trimmer); p.after(upper, lunr.stemmer); p.remove(lunr.stemmer);
  return [p.runString("(hello)"), p.toJSON(), lunr.Pipeline.load(["upper"]).runString("x")];
});
show("token sets", function () { return [lunr.TokenSet.fromArray(["cat", "catch", "dog"]).toArray(), lunr.TokenSet.fromString("c*").intersect(lunr.TokenSet.fromArray(["car", "cat", "dog"])).toArray(), lunr.TokenSet.fromFuzzyString("cat", 1).intersect(lunr.TokenSet.fromArray(["act", "at", "bat", "cast", "cut", "dog"])).toArray(), lunr.TokenSet.fromArray(["a", "b"]).toString()]; });
show("sets", function () { return [new lunr.Set(["a", "b"]).union(new lunr.Set(["c"])).length, new lunr.Set(["a", "b"]).intersect(new lunr.Set(["b"])).elements, lunr.Set.complete.contains("x"), lunr.Set.empty.contains("x")]; });
show("vectors", function () { var a = new lunr.Vector(), b = new lunr.Vector(); a.insert(0, 1); a.upsert(3, 2, function (x, y) { return x + y; }); a.upsert(3, 2, function (x, y) { return x + y; }); b.insert(3, 5); b.insert(9, 1); return [a.magnitude(), a.dot(b), a.similarity(b), a.toArray(), a.positionForIndex(2)]; });
show("vector refuses", function () { var v = new lunr.Vector(); v.insert(1, 1); v.insert(1, 2); });
show("field refs", function () { return [lunr.FieldRef.fromString("title/d1"), String(new lunr.FieldRef("d1", "title"))]; });
show("idf", function () { return [lunr.idf({ a: { x: 1 }, _index: 0 }, 100), lunr.idf({ a: { x: 1, y: 1 } }, 100)]; });
show("lexer", function () { var l = new lunr.QueryLexer("title:foo^2 +bar~1 b\\*z"); l.run(); return l.lexemes.map(function (x) { return [x.type, x.str, x.start, x.end]; }); });
show("all scores", function () { return digest(vocabulary.map(function (w) { return index.search(w + "~1").map(function (r) { return r.ref + r.score.toFixed(9); }).join(); }).join("\n")); });
