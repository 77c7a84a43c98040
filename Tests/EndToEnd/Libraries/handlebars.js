// Handlebars: templates to code (which node and jsexec both refuse to make functions of), trees, escapes and errors.
var templates = ["plain", "{{a}} {{{b}}} {{&c}}", "{{a.b.c}} {{../d}} {{this}} {{this.e}} {{[x y].z}} {{a/b}}", "{{#if a}}yes{{else}}no{{/if}}", "{{#unless a}}x{{^}}y{{/unless}}", "{{#each items}}{{@index}}:{{@key}}={{.}}{{#if @first}}!{{/if}}{{else}}none{{/each}}", "{{#with o}}{{p}}{{../q}}{{/with}}", "{{#list}}<{{name}}>{{/list}}{{^list}}empty{{/list}}", "{{helper 'text' 12 true x.y key=val other=\"s\"}}", "{{outer (inner a b=1) c}}", "{{> part}} {{> part ctx}} {{> a/b}}", "{{! comment }}{{!-- {{no}} --}}text", "\\{{raw}} \\\\{{a}}", "a {{~b~}} c\n {{~#if d~}} e {{~/if~}} f", "{{#a}}{{#b}}{{#c}}{{../../d}}{{/c}}{{/b}}{{/a}}", "{{log 'x'}}{{lookup a b}}", "line\n{{a}}\r\n\t'quote' \"double\" \\ \u2028 é", "{{#each a}}{{#each this}}{{../this}}{{@../index}}{{/each}}{{/each}}", "{{else}}", "{{a.[b c].[0]}} {{@root}} {{a-b}} {{array.0}}", "{{#block x as}}{{/block}}"];
var wrong = ["{{", "{{a", "{{#if}}", "{{/if}}", "{{#a}}{{/b}}", "{{a..b}}", "{{> }}", "{{#if a}}{{else}}{{else}}{{/if}}", "{{{a}}", "{{a b=}}", "{{foo/../bar}}", "{{(a)}}", "{{'text'}}", "{{#each", "{{a.this}}"];
show("version", function () { return Handlebars.VERSION; });
templates.forEach(function (t) {
  show("code of " + t, function () { return Handlebars.precompile(t); });
  show("simple code of " + t, function () { return Handlebars.precompile(t, { data: true, simple: true, knownHelpers: { helper: true }, stringParams: /helper/.test(t) }); });
  show("tree of " + t, function () { return Handlebars.parse(t); });
});
wrong.forEach(function (t) { show("error in " + t, function () { try { return Handlebars.precompile(t); } catch (e) { return [e.name, e.message, e.lineNumber, e.firstColumn]; } }); });
show("opcodes", function () { var c = new Handlebars.Compiler(); return c.compile(Handlebars.parse("{{#if a}}{{b c d=1}}{{/if}}"), {}).disassemble ? c.disassemble() : c.opcodes; });
show("escape", function () { return [Handlebars.Utils.escapeExpression("<a b='c' d=\"e\">&`"), Handlebars.Utils.escapeExpression(new Handlebars.SafeString("<ok>")), Handlebars.Utils.escapeExpression(null), Handlebars.Utils.escapeExpression(0), Handlebars.Utils.escapeExpression(["a", "<"])]; });
show("empty", function () { return [undefined, null, 0, "", [], false, {}, [1]].map(Handlebars.Utils.isEmpty); });
show("helpers", function () { var h = Handlebars.create(); h.registerHelper({ one: function () {}, two: function () {} }); h.registerPartial("p", "x"); return [Object.keys(h.helpers), Object.keys(h.partials)]; });
show("each", function () { var e = Handlebars.helpers.each, log = []; return [e([1, 2, 3], { fn: function (x, o) { return "[" + x + o.data.index + o.data.first + o.data.last + "]"; }, inverse: function () { return "-"; }, data: {} }), e({ a: 1, b: 2 }, { fn: function (x, o) { return o.data.key + x; }, inverse: String, data: {} }), e([], { fn: String, inverse: function () { return "none"; } })]; });
// What the compiler made from templates with parts, run with the library's own functions.
Handlebars.registerHelper("upper", function (text) { return String(text).toUpperCase(); });
Handlebars.registerHelper("wrap", function (options) { return new Handlebars.SafeString("<" + options.hash.tag + ">" + options.fn(this) + "</" + options.hash.tag + ">"); });
var page = Handlebars.template(function (Handlebars, depth0, helpers, partials, data) {
  this.compilerInfo = [4, ">= 1.0.0"];
  helpers = this.merge(helpers, Handlebars.helpers); data = data || {};
  var self = this, escape = this.escapeExpression;
  function row(item, data) { return "<li>" + data.index + escape(helpers.upper.call(item, item.name, { hash: {}, data: data })) + helpers["if"].call(item, item.sub, { hash: {}, inverse: self.noop, fn: function (d) { return page({ items: d.sub, title: item.name }); }, data: data }) + "</li>"; }
  return "<h1>" + escape(depth0.title) + "</h1>" + (helpers.each.call(depth0, depth0.items, { hash: {}, inverse: self.noop, fn: self.program(1, row, data), data: data }) || "");
});
function tree(d) { return Array.from({ length: 6 }, function (_, i) { return { name: "n&" + d + i, sub: d ? tree(d - 1) : null }; }); }
show("page", function () { return page({ title: "<t>", items: tree(0) }); });
show("much", function () { return digest(page({ title: "all", items: tree(4) })); });
show("all code", function () { var text = ""; for (var i = 0; i < 12; i++) templates.forEach(function (t) { if (!/block|else}}$|@\.\.|array\.0/.test(t)) text += Handlebars.precompile(t + i); }); return digest(text); });
show("no code from text", function () { try { return Handlebars.compile("{{a}}")({ a: 1 }); } catch (e) { return e.name; } });
