// Trees as short text, for tests: every node is `(name part part)`.

@testable import JSSyntax

struct SyntaxPrinter {
    let script: ScriptSyntax

    static func print(_ text: String, _ options: ParseOptions = ParseOptions()) throws -> String {
        let script = try parseScript(SourceText(text), options: options)
        let printer = SyntaxPrinter(script: script)
        return printer.list(script.body.map(printer.statement))
    }

    func name(_ id: NameID) -> String { script.text(of: id).string }

    func list(_ parts: [String]) -> String { parts.joined(separator: " ") }

    func node(_ name: String, _ parts: String?...) -> String {
        "(" + list([name] + parts.compactMap { $0 }.filter { !$0.isEmpty }) + ")"
    }

    func scope(_ scope: ScopeDeclarations?) -> String? {
        guard let scope else { return nil }
        var parts = scope.varNames.map { "var:" + name($0) }
        parts += scope.lexical.map { "\($0.kind):" + name($0.name) }
        parts += scope.functions.compactMap { $0.name.map { "function:" + name($0.name) } }
        parts += scope.hoistedBlockFunctions.compactMap { $0.name.map { "hoisted:" + name($0.name) } }
        return parts.isEmpty ? nil : "{" + list(parts) + "}"
    }

    func statement(_ statement: Statement) -> String {
        switch statement {
        case .expression(let node): return expression(node.expression)
        case .variable(let node): return variable(node)
        case .function(let function): return self.function(function)
        case .class(let node): return self.class(node)
        case .block(let block): return self.block(block)
        case .empty: return "(empty)"
        case .if(let node):
            return self.node("if", expression(node.test), self.statement(node.consequent), node.alternate.map(self.statement))
        case .while(let node): return self.node("while", expression(node.test), self.statement(node.body))
        case .doWhile(let node): return self.node("do", self.statement(node.body), expression(node.test))
        case .for(let node):
            var initializer = "_"
            switch node.initializer {
            case .expression(let value): initializer = expression(value)
            case .variable(let declaration): initializer = variable(declaration)
            case nil: break
            }
            return self.node(
                "for", scope(node.scope), initializer, node.test.map(expression) ?? "_",
                node.update.map(expression) ?? "_", self.statement(node.body))
        case .forIn(let node):
            return self.node(
                "for-in", scope(node.scope), binding(node.binding), expression(node.object), self.statement(node.body))
        case .forOf(let node):
            return self.node(
                node.isAwait ? "for-await" : "for-of", scope(node.scope), binding(node.binding),
                expression(node.iterable), self.statement(node.body))
        case .continue(let node): return self.node("continue", node.label.map(name))
        case .break(let node): return self.node("break", node.label.map(name))
        case .return(let node): return self.node("return", node.argument.map(expression))
        case .with(let node): return self.node("with", expression(node.object), self.statement(node.body))
        case .switch(let node):
            let cases = node.cases.map { clause in
                self.node("case", clause.test.map(expression) ?? "default", list(clause.body.map(self.statement)))
            }
            return self.node("switch", scope(node.scope), expression(node.discriminant), list(cases))
        case .labelled(let node): return self.node("label", name(node.label), self.statement(node.body))
        case .throw(let node): return self.node("throw", expression(node.argument))
        case .try(let node):
            let handler = node.handler.map { handler in
                self.node("catch", scope(handler.scope), handler.parameter.map(pattern), block(handler.body))
            }
            return self.node("try", block(node.block), handler, node.finalizer.map { self.node("finally", block($0)) })
        case .debugger: return "(debugger)"
        case .importDeclaration: return "(import)"
        case .exportDeclaration(let node): return self.node("export", node.declaration.map(self.statement))
        }
    }

    func block(_ block: BlockStatement) -> String {
        node("block", scope(block.scope), list(block.body.map(statement)))
    }

    func variable(_ declaration: VariableDeclaration) -> String {
        let parts = declaration.declarators.map { declarator in
            let target = pattern(declarator.target)
            return declarator.initializer.map { "(= \(target) \(expression($0)))" } ?? target
        }
        return node("\(declaration.kind)", list(parts))
    }

    func binding(_ binding: ForBinding) -> String {
        switch binding {
        case .declaration(let kind, let pattern, initializer: let initializer):
            node("\(kind)", self.pattern(pattern), initializer.map(expression))
        case .target(let pattern): self.pattern(pattern)
        }
    }

    func function(_ function: FunctionNode) -> String {
        var parts: [String] = []
        if function.isAsync { parts.append("async") }
        parts.append("\(function.kind)\(function.isGenerator ? "*" : "")")
        if let identifier = function.name { parts.append(name(identifier.name)) }
        var parameters = function.parameters.elements.map(element)
        if let rest = function.parameters.rest { parameters.append("..." + pattern(rest)) }
        parts.append("(" + list(parameters) + ")")
        if let scope = scope(function.bodyScope) { parts.append(scope) }
        switch function.body {
        case .statements(let body): parts.append(contentsOf: body.map(statement))
        case .expression(let value): parts.append("=> " + expression(value))
        }
        return "(" + list(parts) + ")"
    }

    func `class`(_ node: ClassNode) -> String {
        let elements = node.elements.map { element in
            switch element {
            case .method(let method):
                self.node(method.isStatic ? "static" : "instance", key(method.key), function(method.function))
            case .field(let field):
                self.node(
                    field.isStatic ? "static-field" : "field", key(field.key), field.initializer.map(function))
            case .staticBlock(let block): function(block.function)
            }
        }
        return self.node(
            "class", node.name.map { name($0.name) }, node.heritage.map { "extends " + expression($0) },
            node.constructor.map(function), list(elements))
    }

    func key(_ key: PropertyName) -> String {
        switch key {
        case .string(let text): name(text)
        case .number(let value): "\(value)"
        case .computed(let value): "[" + expression(value) + "]"
        case .private(let text): name(text)
        }
    }

    func element(_ element: PatternElement) -> String {
        let target = pattern(element.target)
        guard let initializer = element.initializer else { return target }
        return node(element.targetIsParenthesized ? "=()" : "=", target, expression(initializer))
    }

    func target(_ target: AssignmentTarget) -> String {
        switch target {
        case .identifier(let node): expression(.identifier(node))
        case .staticMember(let node): expression(.staticMember(node))
        case .computedMember(let node): expression(.computedMember(node))
        case .privateMember(let node): expression(.privateMember(node))
        case .superMember(let node): expression(.superMember(node))
        case .superComputedMember(let node): expression(.superComputedMember(node))
        case .call(let node): expression(.call(node))
        }
    }

    func pattern(_ pattern: Pattern) -> String {
        switch pattern {
        case .target(let target): return self.target(target)
        case .array(let node):
            let elements = node.elements.map { item in
                switch item {
                case .element(let value): element(value)
                case .rest(let rest): "..." + self.pattern(rest)
                case .hole: "_"
                }
            }
            return self.node("array-pattern", list(elements))
        case .object(let node):
            var parts = node.properties.map { self.node(key($0.key), element($0.value)) }
            if let rest = node.rest { parts.append("..." + self.pattern(rest)) }
            return self.node("object-pattern", list(parts))
        }
    }

    func arguments(_ arguments: [Argument]) -> String {
        list(
            arguments.map { argument in
                if case .spread(let value) = argument { "..." + expression(value) } else { expression(argument.expression) }
            })
    }

    func template(_ template: TemplateLiteral) -> String {
        var parts: [String] = []
        for (index, element) in template.elements.enumerated() {
            parts.append(element.cooked.map { "'" + name($0) + "'" } ?? "undefined")
            if index < template.expressions.count { parts.append(expression(template.expressions[index])) }
        }
        return node("template", list(parts))
    }

    func expression(_ expression: Expression) -> String {
        switch expression {
        case .identifier(let node): return name(node.name)
        case .this: return "this"
        case .null: return "null"
        case .boolean(let node): return "\(node.value)"
        case .number(let node): return "\(node.value)"
        case .string(let node): return "'" + name(node.value) + "'"
        case .bigInt(let node): return "\(node.radix):" + String(decoding: node.digits, as: UTF8.self) + "n"
        case .regExp(let node): return "/" + name(node.pattern) + "/" + name(node.flags)
        case .template(let node): return template(node)
        case .taggedTemplate(let node): return self.node("tag", self.expression(node.tag), template(node.template))
        case .array(let node):
            let elements = node.elements.map { element in
                switch element {
                case .expression(let value): self.expression(value)
                case .spread(let value): "..." + self.expression(value)
                case .hole: "_"
                }
            }
            return self.node("array", list(elements))
        case .object(let node):
            let members = node.members.map { member in
                switch member {
                case .property(let property): self.node(key(property.key), self.expression(property.value))
                case .method(let method): self.node(key(method.key), function(method.function))
                case .prototype(let prototype): self.node("prototype", self.expression(prototype.value))
                case .spread(let spread): "..." + self.expression(spread.source)
                }
            }
            return self.node("object", list(members))
        case .function(let node): return function(node)
        case .class(let node): return self.class(node)
        case .unary(let node): return self.node("\(node.operation)", self.expression(node.operand))
        case .update(let node):
            return self.node("\(node.isPrefix ? "prefix" : "postfix")-\(node.operation)", target(node.target))
        case .binary(let node):
            return self.node("\(node.operation)", self.expression(node.left), self.expression(node.right))
        case .logical(let node):
            return self.node("\(node.operation)", self.expression(node.left), self.expression(node.right))
        case .privateIn(let node): return self.node("private-in", name(node.name), self.expression(node.object))
        case .conditional(let node):
            return self.node(
                "?", self.expression(node.test), self.expression(node.consequent), self.expression(node.alternate))
        case .assignment(let node):
            return self.node(node.targetIsParenthesized ? "=()" : "=", pattern(node.target), self.expression(node.value))
        case .compoundAssignment(let node):
            return self.node("\(node.operation)=", target(node.target), self.expression(node.value))
        case .logicalAssignment(let node):
            return self.node("\(node.operation)=", target(node.target), self.expression(node.value))
        case .sequence(let node): return self.node("sequence", list(node.expressions.map(self.expression)))
        case .staticMember(let node):
            return self.node(node.isOptional ? "?." : ".", self.expression(node.object), name(node.name))
        case .computedMember(let node):
            return self.node(node.isOptional ? "?.[]" : "[]", self.expression(node.object), self.expression(node.property))
        case .privateMember(let node):
            return self.node(node.isOptional ? "?." : ".", self.expression(node.object), name(node.name))
        case .superMember(let node): return self.node("super.", name(node.name))
        case .superComputedMember(let node): return self.node("super[]", self.expression(node.property))
        case .optionalChain(let node): return self.node("chain", self.expression(node.expression))
        case .call(let node):
            return self.node(
                node.isOptional ? "?.call" : "call", self.expression(node.callee), arguments(node.arguments))
        case .superCall(let node): return self.node("super-call", arguments(node.arguments))
        case .new(let node): return self.node("new", self.expression(node.callee), arguments(node.arguments))
        case .yield(let node): return self.node(node.isDelegate ? "yield*" : "yield", node.argument.map(self.expression))
        case .await(let node): return self.node("await", self.expression(node.argument))
        case .newTarget: return "new.target"
        case .importMeta: return "import.meta"
        case .importCall(let node):
            return self.node("import", self.expression(node.specifier), node.options.map(self.expression))
        }
    }
}
