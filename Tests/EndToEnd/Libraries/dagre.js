// dagre: layouts of directed graphs; graphlib: algorithms on graphs.
var graphlib = dagre.graphlib, next = random(5);
function graph(nodes, edges, options) {
  var g = new graphlib.Graph({ multigraph: true, compound: true });
  g.setGraph(options || {});
  g.setDefaultEdgeLabel(function () { return {}; });
  for (var i = 0; i < nodes; i++) g.setNode("n" + i, { width: 20 + (i * 7) % 50, height: 10 + (i * 3) % 30 });
  edges.forEach(function (e, i) { g.setEdge("n" + e[0], "n" + e[1], { weight: 1 + i % 3, minlen: 1 + i % 2, width: i % 5 ? 0 : 20, height: 8, labelpos: "lrc"[i % 3] }); });
  return g;
}
function places(g) {
  return [g.graph().width, g.graph().height, g.nodes().map(function (v) { var n = g.node(v); return [v, n.x, n.y].concat(n.width ? [n.width, n.height] : []); }), g.edges().map(function (e) { var l = g.edge(e); return [e.v, e.w, l.points.map(function (p) { return [Math.round(p.x * 1000) / 1000, Math.round(p.y * 1000) / 1000]; }), l.x]; })];
}
var small = { "line": [3, [[0, 1], [1, 2]]], "diamond": [4, [[0, 1], [0, 2], [1, 3], [2, 3]]], "cycle": [4, [[0, 1], [1, 2], [2, 0], [2, 3]]], "loop": [2, [[0, 0], [0, 1], [0, 1]]], "separate": [5, [[0, 1], [2, 3]]], "crossing": [6, [[0, 4], [0, 5], [1, 3], [1, 4], [2, 3], [2, 5]]], "star": [7, [[0, 1], [0, 2], [0, 3], [4, 0], [5, 0], [6, 0]]], "long": [5, [[0, 1], [1, 2], [2, 3], [3, 4], [0, 4], [1, 4]]] };
Object.keys(small).forEach(function (name) {
  [{}, { rankdir: "LR", nodesep: 5, ranksep: 10 }, { rankdir: "BT", align: "UL", marginx: 3, marginy: 4 }, { ranker: "tight-tree" }, { ranker: "longest-path", acyclicer: "greedy", rankdir: "RL" }].forEach(function (options) {
    show(name + " " + JSON.stringify(options), function () { var g = graph(small[name][0], small[name][1], options); dagre.layout(g); return places(g); });
  });
});
show("clusters", function () {
  var g = graph(8, [[0, 1], [1, 2], [2, 3], [0, 4], [4, 5], [5, 3], [6, 7], [3, 7]]);
  ["a", "b", "c"].forEach(function (c) { g.setNode(c, { label: c }); });
  g.setParent("n1", "a"); g.setParent("n2", "a"); g.setParent("n4", "b"); g.setParent("n5", "b"); g.setParent("b", "c");
  dagre.layout(g);
  return places(g);
});
[30, 60].forEach(function (n) {
  show("random of " + n, function () { var edges = []; for (var i = 0; i < n * 1.5; i++) edges.push([Math.floor(next() * n), Math.floor(next() * n)]); var g = graph(n, edges); dagre.layout(g); var p = places(g); return [p[0], p[1], digest(JSON.stringify(p))]; });
});
var net = graph(60, []), alg = graphlib.alg;
for (var i = 0; i < 140; i++) { var a = Math.floor(next() * 60), b = Math.floor(next() * 60); net.setEdge("n" + a, "n" + b, { cost: 1 + Math.floor(next() * 20) }); }
var cost = function (e) { return net.edge(e).cost; };
show("counts", function () { return [net.nodeCount(), net.edgeCount(), net.sources(), net.sinks(), net.successors("n1"), net.predecessors("n1"), net.neighbors("n1"), net.nodeEdges("n1").length, net.inEdges("n3").length]; });
show("dijkstra", function () { return alg.dijkstra(net, "n0", cost); });
show("dijkstraAll", function () { return digest(JSON.stringify(alg.dijkstraAll(net, cost))); });
show("floydWarshall", function () { return digest(JSON.stringify(alg.floydWarshall(net, cost))); });
show("negative weight", function () { return alg.dijkstra(net, "n0", function () { return -1; }); });
show("tarjan", function () { return alg.tarjan(net).map(function (c) { return c.length; }); });
show("cycles", function () { return [alg.findCycles(net).length, alg.isAcyclic(net)]; });
show("components", function () { return alg.components(net).map(function (c) { return c.length; }); });
show("orders", function () { return [alg.preorder(net, ["n0"]).slice(0, 20), alg.postorder(net, ["n0"]).slice(0, 20)]; });
show("prim", function () { var g = new graphlib.Graph({ directed: false }); for (var i = 0; i < 40; i++) g.setEdge(i % 20, (i * 7 + 1) % 20, i); var tree = alg.prim(g, function (e) { return g.edge(e); }); return tree.edges().map(function (e) { return e.v + "-" + e.w; }); });
show("topsort", function () { var g = new graphlib.Graph(); [[1, 2], [1, 3], [2, 4], [3, 4], [5, 3]].forEach(function (e) { g.setEdge(e[0], e[1]); }); var sorted = alg.topsort(g); g.setEdge(4, 1); try { alg.topsort(g); } catch (e) { sorted.push(e instanceof alg.topsort.CycleException); } return sorted; });
show("json", function () { var text = JSON.stringify(graphlib.json.write(net)); return [digest(text), JSON.stringify(graphlib.json.write(graphlib.json.read(JSON.parse(text)))) === text]; });
show("changes", function () { var g = new graphlib.Graph({ compound: true, multigraph: true }); g.setPath(["a", "b", "c"], { x: 1 }); g.setEdge("a", "b", "named", "name"); g.setParent("a", "p"); g.removeNode("b"); return [g.nodes(), g.edges(), g.children("p"), g.parent("a"), g.hasEdge("a", "b"), g.isDirected()]; });
show("parent cycle", function () { var g = new graphlib.Graph({ compound: true }); g.setParent("a", "b"); g.setParent("b", "a"); });
