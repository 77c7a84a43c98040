// React as a template engine: trees of components to HTML, again and again.
var h = React.createElement, render = ReactDOMServer.renderToStaticMarkup;
var warnings = [];
console.error = console.warn = function (text) { warnings.push(String(text).split("\n")[0]); };
var Row = React.createClass({
  displayName: "Row", propTypes: { id: React.PropTypes.number.isRequired, tags: React.PropTypes.arrayOf(React.PropTypes.string) }, getDefaultProps: function () { return { tags: [] }; },
  getInitialState: function () { return { open: this.props.id % 3 === 0 }; }, componentWillMount: function () { if (this.props.id === 5) this.setState({ open: true, note: "mounted" }); },
  render: function () { return h("li", { className: this.state.open ? "open" : null, key: this.props.id, "data-id": this.props.id, style: { marginTop: this.props.id, opacity: 0.5, WebkitBoxFlex: 1 } }, this.props.id, ": ", this.props.tags.map(function (t, i) { return h("b", { key: i }, t); }), this.state.note, this.props.children); }
});
function List(props) { return h("ul", null, props.items.map(function (item) { return h(Row, { key: item.id, id: item.id, tags: item.tags }, item.id === 2 ? h("i", null, "two") : null); })); }
var Themed = React.createClass({ contextTypes: { theme: React.PropTypes.string }, render: function () { return h("span", null, this.context.theme); } });
var Provider = React.createClass({ childContextTypes: { theme: React.PropTypes.string }, getChildContext: function () { return { theme: this.props.theme }; }, render: function () { return h("div", null, this.props.children); } });
var Mixed = React.createClass({ mixins: [{ componentWillMount: function () { this.seen = ["mixin"]; }, hello: function () { return "hello " + this.props.name; } }], componentWillMount: function () { this.seen.push("own"); }, render: function () { return h("p", null, this.hello(), this.seen.join()); } });
function Thrower() { throw new RangeError("from render"); }
function items(n) { return Array.from({ length: n }, function (_, i) { return { id: i, tags: ["t" + i % 4, "<&\"'" + i] }; }); }
var cases = {
  "text": h("div", null, "a", 1, null, true, undefined, ["b", "c"], "<&>\"'"),
  "attributes": h("input", { type: "checkbox", checked: true, disabled: false, readOnly: true, htmlFor: "x", className: "a b", tabIndex: 0, maxLength: 5, value: "v\"<", "aria-label": "é", "data-x": null, unknown: "no", onClick: function () {} }),
  "style": h("a", { style: { color: "red", lineHeight: 1.5, width: 10, backgroundImage: "url(x)", zIndex: 3, display: null, msTransform: "none", flex: "1 1 0" } }),
  "void elements": h("p", null, h("br"), h("img", { src: "a?b&c", alt: "" }), h("hr", {})),
  "svg": h("svg", { viewBox: "0 0 1 1", strokeWidth: 2 }, h("path", { d: "M0 0", xlinkHref: "#a" })),
  "select": h("select", { value: "2", multiple: false, readOnly: true }, h("optgroup", { label: "g" }, h("option", { value: "1" }, "one"), h("option", { value: "2" }, "two ", 2))),
  "textarea": h("textarea", { defaultValue: "a\n<b>" }), "raw html": h("div", { dangerouslySetInnerHTML: { __html: "<b>&amp;</b>" } }),
  "list": h(List, { items: items(8) }), "context": h(Provider, { theme: "dark" }, h("p", null, h(Themed), h(Provider, { theme: "light" }, h(Themed)))),
  "mixins": h(Mixed, { name: "you" }), "keys": h("div", null, [h("a", { key: "x" }), h("a", { key: "x" }), h("a")]), "null": h(function () { return null; }),
  "clone": React.cloneElement(h("a", { href: "x", className: "c" }, "old"), { href: "y" }, "new", h("b")),
  "children": h("div", null, React.Children.map([h("a", { key: "k" }), "t", null, [h("b")]], function (c, i) { return h("i", null, i, c); })),
  "throws": h(Thrower), "missing prop": h(Row, { tags: [3] }), "wrong type": h(undefined), "object as child": h("div", null, { a: 1 }), "two children of void": h("br", null, "x"), "bad style": h("a", { style: "color: red" })
};
show("version", function () { return React.version; });
Object.keys(cases).forEach(function (name) {
  show(name, function () { return render(cases[name]); });
  show(name + " with identifiers", function () { return ReactDOMServer.renderToString(cases[name]); });
});
show("elements", function () { return [React.isValidElement(cases.text), React.isValidElement({}), cases.clone.props, cases.list.type === List, React.Children.count(cases.text.props.children), React.createFactory("b")(null, "x").type, Object.keys(React.DOM).length]; });
show("only child", function () { return React.Children.only([h("a")]); });
show("create without render", function () { return React.createClass({}); });
show("duplicate method", function () { return React.createClass({ mixins: [{ f: function () {} }], f: function () {}, render: function () {} }); });
show("checksum", function () { return /data-react-checksum="(-?\d+)"/.exec(ReactDOMServer.renderToString(h(List, { items: items(50) })))[1]; });
show("a class", function () { class Counter extends React.Component { constructor(props) { super(props); this.state = { n: props.from }; } componentWillMount() { this.setState(function (s) { return { n: s.n + 1 }; }); } render() { return h("b", null, this.state.n); } } return render(h(Counter, { from: 41 })); });
show("many", function () { var all = ""; for (var i = 0; i < 25; i++) all += ReactDOMServer.renderToString(h(List, { items: items(120) })); return digest(all); });
show("deep", function () { var e = h("b", null, "end"); for (var i = 0; i < 150; i++) e = h(i % 2 ? "div" : Provider, { theme: "t" + i }, e); return digest(render(e)); });
show("warnings", function () { return warnings; });
