// All functions of a realm, found by a script that follows properties and prototypes from its globals: so what is added to the
// engine is called by the programs without anybody's thinking of it.

import ConformanceSystem
import JSInterpreter

struct Catalogue: Sendable {
    struct Function: Sendable {
        enum Kind: Sendable {
            case function, constructor
        }

        /// An expression that gives the function.
        let path: String
        let kind: Kind
    }

    let functions: [Function]

    init(_ profile: Profile) throws {
        let interpreter = Interpreter(profile: profile)
        let script = try Script(source: Catalogue.search, name: "catalogue", options: ScriptOptions(topLevel: .functionBody))
        let list = try interpreter.text(of: try interpreter.evaluate(script))
        functions = list.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return fields.count == 2 ? Function(path: fields[1], kind: fields[0] == "c" ? .constructor : .function) : nil
        }
    }

    private static let search = """
        const seen = new Set(), found = [], queue = [];
        const roots = ['globalThis', '(function*(){}).prototype', 'Object.getPrototypeOf(function*(){})', 'Object.getPrototypeOf(Int8Array)',
          'Object.getPrototypeOf([][Symbol.iterator]())', 'Object.getPrototypeOf(new Map().entries())', 'Object.getPrototypeOf(new Set().values())',
          "Object.getPrototypeOf(''[Symbol.iterator]())", "Object.getPrototypeOf(/a/[Symbol.matchAll](''))", 'Object.getPrototypeOf([].values().map(x => x))',
          'Object.getPrototypeOf(Iterator.from({next() {}}))'];
        const values = [globalThis, (function*(){}).prototype, Object.getPrototypeOf(function*(){}), Object.getPrototypeOf(Int8Array),
          Object.getPrototypeOf([][Symbol.iterator]()), Object.getPrototypeOf(new Map().entries()), Object.getPrototypeOf(new Set().values()),
          Object.getPrototypeOf(''[Symbol.iterator]()), Object.getPrototypeOf(/a/[Symbol.matchAll]('')), Object.getPrototypeOf([].values().map(x => x)),
          Object.getPrototypeOf(Iterator.from({next() {}}))];
        function visit(value, path) {
          if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
          seen.add(value);
          queue.push([value, path]);
          if (typeof value === 'function') found.push((Object.hasOwn(value, 'prototype') ? 'c' : 'f') + '\\t' + path);
        }
        values.forEach((value, i) => visit(value, roots[i]));
        while (queue.length) {
          const [owner, path] = queue.shift();
          for (const key of [...Object.getOwnPropertyNames(owner), ...Object.getOwnPropertySymbols(owner)]) {
            const access = typeof key === 'symbol' ? '[' + key.description + ']' : /^[A-Za-z_$][\\w$]*$/.test(key) ? '.' + key : '[' + JSON.stringify(key) + ']';
            const descriptor = Object.getOwnPropertyDescriptor(owner, key);
            const short = path === 'globalThis' && access[0] === '.' ? key : path + access;
            if ('value' in descriptor) { visit(descriptor.value, short); continue; }
            const name = typeof key === 'symbol' ? key.description : JSON.stringify(key);
            for (const part of ['get', 'set']) {
              if (descriptor[part]) visit(descriptor[part], 'Object.getOwnPropertyDescriptor(' + path + ', ' + name + ').' + part);
            }
          }
        }
        found.join('\\n')
        """
}
