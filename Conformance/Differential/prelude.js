// What every generated program may use. It shows values in a format of its own, the same on every engine, and records the
// order in which a program's own functions, getters and traps are called. Errors are shown by name: their wording differs.
const print = console.log.bind(console);
const ErrorType = Error, pending = [];
// The order of properties of built-in objects is not specified: they are shown by name.
const intrinsics = new Map([[globalThis, "globalThis"]]);
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = Object.getOwnPropertyDescriptor(globalThis, name).value;
  if (typeof value === "object" && value !== null) intrinsics.set(value, name);
  if (typeof value === "function" && value.prototype && typeof value.prototype === "object") intrinsics.set(value.prototype, name + ".prototype");
}
const globalNames = new Set(Object.getOwnPropertyNames(globalThis));
let fuel = 0;

function note(text) {
  if (pending.length < 400) pending[pending.length] = text;
}

/** Records that something was evaluated, and gives its value. */
function trace(name, value) {
  note(name);
  return value;
}

/** Ends programs that run for too long: every loop and function of a generated program calls it. */
function tick() {
  if (--fuel < 0) throw "out of fuel";
  return true;
}

function showKey(key) {
  return typeof key === "symbol" ? "[" + String(key) + "]" : /^[A-Za-z_$][\w$]*$|^\d+$/.test(key) ? key : JSON.stringify(key);
}

function showError(error) {
  let name;
  try { name = String(error.name); } catch { name = "?"; }
  return "<" + name + ">";
}

/** The text of a value; runs no code of the program but traps of proxies. */
function show(value, parents = []) {
  switch (typeof value) {
    case "string": return JSON.stringify(value);
    case "number": return Object.is(value, -0) ? "-0" : String(value);
    case "bigint": return String(value) + "n";
    case "symbol": return String(value);
    case "function": {
      const own = ["name", "length"].map((key) => Object.getOwnPropertyDescriptor(value, key)).map((d) => d ? ("value" in d ? show(d.value, [...parents, value]) : "accessor") : "none");
      return /^class\b/.test(Function.prototype.toString.call(value)) ? `class ${own[0]}/${own[1]}` : `function ${own[0]}/${own[1]}`;
    }
    case "object": break;
    default: return String(value);
  }
  if (value === null) return "null";
  if (intrinsics.has(value)) return intrinsics.get(value);
  if (parents.includes(value)) return "^" + (parents.length - parents.indexOf(value));
  if (parents.length > 8) return "...";
  const inner = [...parents, value];
  const prototype = Object.getPrototypeOf(value);
  const named = prototype === null ? "null" : constructorName(prototype);
  let head = "", first = 0;
  const parts = [];
  if (value instanceof ErrorType) head = showError(value);
  else if (Array.isArray(value)) {
    if (named !== "Array") head = named;
    const length = value.length;
    let holes = 0;
    for (let index = 0; index < Math.min(length, 60); index++) {
      if (Object.prototype.hasOwnProperty.call(value, index)) {
        if (holes) parts.push(holes > 1 ? "hole*" + holes : "hole");
        holes = 0;
        parts.push(showProperty(value, String(index), inner, true));
      } else holes++;
    }
    if (holes) parts.push(holes > 1 ? "hole*" + holes : "hole");
    if (length > 60) parts.push("length=" + length);
    first = length;
  } else {
    if (named !== "Object") head = named;
    const boxed = boxedText(value, inner);
    if (boxed !== undefined) parts.push(boxed);
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      for (let index = 0; index < Math.min(value.length, 60); index++) parts.push(show(value[index]));
      first = value.length;
    }
    if (value instanceof String) first = String.prototype.valueOf.call(value).length;
  }
  for (const key of Reflect.ownKeys(value)) {
    if (first && typeof key === "string" && /^\d+$/.test(key) && Number(key) < first) continue;
    if (key === "length" && Array.isArray(value)) continue;
    if (head.startsWith("<") && (key === "stack" || key === "message")) continue;
    if (key === "length" && value instanceof String) continue;
    parts.push(showProperty(value, key, inner, false));
  }
  return Array.isArray(value) ? head + "[" + parts.join(", ") + "]" : head + "{" + parts.join(", ") + "}";
}

function constructorName(prototype) {
  try {
    const own = Object.getOwnPropertyDescriptor(prototype, "constructor");
    if (own && typeof own.value === "function") {
      const name = Object.getOwnPropertyDescriptor(own.value, "name");
      return name && typeof name.value === "string" ? name.value : "anonymous";
    }
    const tag = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag);
    return tag && typeof tag.value === "string" ? tag.value : "Object?";
  } catch {
    return "Object!";
  }
}

function boxedText(value, parents) {
  const attempts = [
    () => "(" + show(Number.prototype.valueOf.call(value)) + ")", () => "(" + show(String.prototype.valueOf.call(value)) + ")",
    () => "(" + show(Boolean.prototype.valueOf.call(value)) + ")", () => "(" + show(Symbol.prototype.valueOf.call(value)) + ")",
    () => "(" + show(BigInt.prototype.valueOf.call(value)) + ")", () => "(" + show(Date.prototype.getTime.call(value)) + ")",
    () => "(/" + value.source + "/" + value.flags + ")", () => "bytes " + [...new Uint8Array(value.slice(0, 32))].join(" "),
    () => { const parts = []; Map.prototype.forEach.call(value, (item, key) => parts.push(show(key, parents) + " => " + show(item, parents))); return parts.join("; "); },
    () => { const parts = []; Set.prototype.forEach.call(value, (item) => parts.push(show(item, parents))); return parts.join("; "); },
  ];
  if (value instanceof Number) return attempts[0]();
  if (value instanceof String) return attempts[1]();
  if (value instanceof Boolean) return attempts[2]();
  if (value instanceof Symbol) return attempts[3]();
  if (value instanceof BigInt) return attempts[4]();
  if (value instanceof Date) return attempts[5]();
  if (value instanceof RegExp) return attempts[6]();
  if (value instanceof ArrayBuffer) return attempts[7]();
  if (value instanceof Map) return attempts[8]();
  if (value instanceof Set) return attempts[9]();
  return undefined;
}

function showProperty(object, key, parents, isElement) {
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
  if (!descriptor) return isElement ? "?" : showKey(key) + ": ?";
  let text = "value" in descriptor ? show(descriptor.value, parents) : (descriptor.get ? "get" : "") + (descriptor.set ? "set" : "");
  const marks = (descriptor.enumerable ? "" : "e") + (descriptor.configurable ? "" : "c") + ("value" in descriptor && !descriptor.writable ? "w" : "");
  if (marks && !ArrayBuffer.isView(object)) text += "!" + marks;
  return isElement ? text : showKey(key) + ": " + text;
}

function finishLine(text) {
  if (pending.length) {
    text += "   <" + pending.join(" ") + ">";
    pending.length = 0;
  }
  print(text);
}

/** Prints values on one line, and what was recorded since the last line. */
function log(...values) {
  finishLine(values.map((value) => show(value)).join(" "));
}

/** Prints what the function returns, or that it throws. */
function check(body) {
  let text;
  try {
    text = show(body());
  } catch (error) {
    text = "throws " + (error instanceof ErrorType ? showError(error) : show(error));
  }
  finishLine(text);
}

/** Eleven digits of a number whose last ones the language leaves to the implementation. */
function approx(value) {
  if (typeof value !== "number" || !Number.isFinite(value) || Number.isSafeInteger(value)) return value;
  return Number((value * (1 + 2 ** -40)).toPrecision(11)); // not to be at the middle between two results
}

/** An object whose conversions are recorded. */
function coercible(name, number, string) {
  return {
    valueOf() { note(name + ".valueOf"); return number; },
    toString() { note(name + ".toString"); return string; },
  };
}

function primitive(name, value) {
  return { [Symbol.toPrimitive](hint) { note(name + ":" + hint); return value; } };
}

function failing(name) {
  return { [Symbol.toPrimitive](hint) { note(name + "!" + hint); throw new RangeError(name); } };
}

/** An iterable that records what is asked of it. */
function iterable(name, values, { failAt = -1, returns = {} } = {}) {
  return {
    [Symbol.iterator]() {
      note(name + ".iterator");
      let index = 0;
      return {
        next(...given) {
          note(name + ".next" + (given.length ? "(" + given.map((value) => show(value)).join() + ")" : ""));
          if (index === failAt) throw new EvalError(name);
          return index < values.length ? { value: values[index++], done: false } : { value: undefined, done: true };
        },
        return(value) {
          note(name + ".return");
          if (returns === "throw") throw new URIError(name);
          return returns;
        },
      };
    },
  };
}

/** An object with getters and setters that record. */
function recording(name, values) {
  const object = {};
  for (const key of Reflect.ownKeys(values)) {
    let value = values[key];
    Object.defineProperty(object, key, {
      get() { note("get " + name + "." + String(key)); return value; },
      set(changed) { note("set " + name + "." + String(key) + "=" + show(changed)); value = changed; },
      enumerable: true, configurable: true,
    });
  }
  return object;
}

/** A proxy that records every operation on the object. */
function spy(name, target) {
  const handler = {};
  for (const trap of ["get", "set", "has", "deleteProperty", "ownKeys", "getOwnPropertyDescriptor", "defineProperty", "getPrototypeOf", "setPrototypeOf", "isExtensible", "preventExtensions", "apply", "construct"]) {
    handler[trap] = (...given) => {
      const key = given.length > 1 && ["string", "symbol"].includes(typeof given[1]) ? " " + String(given[1]) : "";
      note(name + "." + trap + key);
      return Reflect[trap](...given);
    };
  }
  return new Proxy(target, handler);
}

/** Takes at most `limit` values of an iterable. */
function take(values, limit = 20) {
  const taken = [];
  for (const value of values) {
    if (taken.length >= limit) break;
    taken.push(value);
  }
  return taken;
}

function program(index, family, body) {
  print("=== " + index + " " + family);
  pending.length = 0;
  fuel = 3000;
  try {
    const result = body();
    if (result !== undefined || pending.length) finishLine("returns " + show(result));
  } catch (error) {
    finishLine("uncaught " + (error instanceof ErrorType ? showError(error) : show(error)));
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) if (!globalNames.has(name)) delete globalThis[name];
}
