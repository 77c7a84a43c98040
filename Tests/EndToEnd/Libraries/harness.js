// What every driver uses, in both engines: `show` prints one result as a line of JSON, `random` makes the same numbers
// everywhere. The names of the global object are those that libraries look for.

var self = this, window = this;

// Prints the value, or what the function returns or throws, in a form that keeps what JSON loses.
function show(label, value) {
  if (typeof value === "function") {
    try {
      value = value();
    } catch (error) {
      value = { thrown: error instanceof Error ? error.name + ": " + error.message : error };
    }
  }
  print(JSON.stringify(label) + ": " + describe(value, []));
}

function describe(value, outer) {
  switch (typeof value) {
    case "undefined": return "<undefined>";
    case "number": return Object.is(value, -0) ? "-0" : String(value);
    case "string": return JSON.stringify(value);
    case "bigint": return value + "n";
    case "symbol": return "<" + String(value) + ">";
    case "function": return "<function " + value.name + "/" + value.length + ">";
    case "boolean": return String(value);
  }
  if (value === null) return "null";
  if (outer.indexOf(value) >= 0) return "<cycle " + (outer.length - outer.indexOf(value)) + ">";
  if (value instanceof Date) return "<Date " + (isNaN(value) ? "invalid" : value.toISOString()) + ">";
  if (value instanceof RegExp) return "<RegExp " + value + ">";
  if (value instanceof Error) return "<" + value.name + ": " + value.message + ">";
  var inside = outer.concat([value]), parts = [];
  if (Array.isArray(value)) {
    for (var i = 0; i < value.length; i++) parts.push(i in value ? describe(value[i], inside) : "<hole>");
    return "[" + parts.join(",") + "]";
  }
  if (value instanceof Map) {
    value.forEach(function (item, key) { parts.push(describe(key, inside) + "=>" + describe(item, inside)); });
    return "<Map " + parts.join(",") + ">";
  }
  if (value instanceof Set) {
    value.forEach(function (item) { parts.push(describe(item, inside)); });
    return "<Set " + parts.join(",") + ">";
  }
  if (ArrayBuffer.isView(value)) return "<" + value.constructor.name + " " + Array.prototype.join.call(value) + ">";
  Object.keys(value).forEach(function (key) { parts.push(JSON.stringify(key) + ":" + describe(value[key], inside)); });
  var maker = Object.getPrototypeOf(value) === null ? "null" : value.constructor && value.constructor.name;
  return (maker === "Object" ? "" : "<" + maker + ">") + "{" + parts.join(",") + "}";
}

// A generator of numbers in [0, 1).
function random(seed) {
  return function () {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return (seed >>> 0) / 4294967296;
  };
}

Math.random = random(0);
["log", "info", "warn", "error"].forEach(function (level) {
  console[level] = function (text) { print(level + ": " + text); };
});

// FNV-1a over code units, for results too long to print.
function digest(text) {
  var hash = 0x811c9dc5;
  for (var i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return text.length + ":" + (hash >>> 0).toString(16);
}
