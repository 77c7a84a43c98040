// CommonJS for the modules of less, and what less asks of a host.
var modules = {
  "host": function (module) {
    module.exports = {
      encodeBase64: function (text) { return text; }, mimeLookup: function () { return "text/plain"; }, charsetLookup: function () { return "UTF-8"; }, getSourceMapGenerator: function () {}
    };
  }
};
var require = (function () {
  var made = {};
  function from(folder) {
    return function (path) {
      var parts = path.charAt(0) === "." ? folder.slice() : [];
      path.replace(/\.js$/, "").split("/").forEach(function (part) { if (part === "..") parts.pop(); else if (part !== "." && part !== "") parts.push(part); });
      var name = parts.join("/");
      if (!modules[name]) { name += "/index"; parts.push("index"); }
      if (!modules[name]) throw new Error("Cannot find module '" + path + "'");
      if (!made[name]) { made[name] = { exports: {} }; modules[name](made[name], made[name].exports, from(parts.slice(0, -1))); }
      return made[name].exports;
    };
  }
  return from([]);
})();
