// What the sandbox refuses before a script runs: asynchrony, modules, and making code from text.
//
// The decision is made on the tree, so words in comments, strings, longer names and keys of object literals do no harm.
// A name is refused wherever it is referred to, whatever it is declared as; what a script composes at run time
// (`globalThis["ev" + "al"]`) is the business of the globals of the sandbox. The tree is walked with a list of what is
// still to be looked at instead of recursion: it may be deep.

/// Finds the constructs that scripts of the sandbox must not contain.
public enum Validator {
    /// The number of problems reported at most.
    public static let maximumDiagnostics = 100

    /// The refused constructs of a script in source order. Parse the script with `ParseOptions.recognizesRefusedSyntax`.
    public static func validate(_ script: ScriptSyntax) -> [SyntaxDiagnostic] {
        var walk = ValidatorWalk(script)
        walk.run()
        return walk.refusals.sorted { $0.range.start < $1.range.start }.prefix(maximumDiagnostics).map { refusal in
            let construct = refusal.construct
            return SyntaxDiagnostic(
                kind: construct.kind, message: construct.message, range: refusal.range, source: script.source,
                hint: construct.hint)
        }
    }
}

/// A construct that is refused.
enum RefusedConstruct: Equatable {
    case asyncFunction
    case await
    case promise
    case timer(String)
    case importDeclaration
    case exportDeclaration
    case importCall
    case importMeta
    case eval
    case functionConstructor

    var kind: SyntaxDiagnostic.Kind {
        switch self {
        case .asyncFunction, .await, .promise, .timer: .async
        default: .validation
        }
    }

    var message: String {
        switch self {
        case .asyncFunction: "async functions are not allowed - only synchronous code is supported"
        case .await: "await keyword is not allowed - only synchronous code is supported"
        case .promise: "Promise usage is not allowed - only synchronous code is supported"
        case .timer(let name): "\(name) is not allowed - only synchronous code is supported"
        case .importDeclaration: "import declarations are not allowed"
        case .exportDeclaration: "export declarations are not allowed"
        case .importCall: "dynamic import() is not allowed"
        case .importMeta: "import.meta is not allowed"
        case .eval: "eval() is not allowed"
        case .functionConstructor: "the Function constructor is not allowed"
        }
    }

    var hint: String {
        switch self {
        case .asyncFunction:
            "Remove async and write a plain function: mcp.callTool(...) and all other calls return their result directly."
        case .await:
            "Remove await: mcp.callTool(...) and all other calls return their result directly."
        case .promise:
            "Use the values themselves: mcp.callTool(...) returns its result directly, and mcp.callTools([...]) makes "
                + "several calls in parallel."
        case .timer:
            "Call the function directly: a script runs from start to end and cannot wait."
        case .importDeclaration, .importCall, .importMeta:
            "Remove it: everything that a script can use is a global, such as mcp, JSON and Math."
        case .exportDeclaration:
            "Remove export, and hand over the result with a return statement at the end of the script."
        case .eval:
            "Write the code itself instead of a string; to read data use JSON.parse(text)."
        case .functionConstructor:
            "Write a function expression instead, such as (a, b) => a + b."
        }
    }
}

private struct ValidatorWalk {
    struct Refusal {
        var construct: RefusedConstruct
        var range: SourceRange
    }

    private enum Item {
        case expression(Expression)
        case statement(Statement)
        /// The target of an assignment, which refers to what it names.
        case target(Pattern)
        /// The target of a declaration.
        case binding(Pattern)
        case function(FunctionNode)
    }

    private let script: ScriptSyntax
    private var items: [Item] = []
    /// The names that are refused wherever they occur in this script.
    private var refusedNames: [NameID: RefusedConstruct] = [:]
    private var functionName: NameID?
    var refusals: [Refusal] = []

    init(_ script: ScriptSyntax) {
        self.script = script
        let refused: [(JSText, RefusedConstruct)] =
            [(JSText("Promise"), .promise)]
            + ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"].map { (JSText($0), .timer($0)) }
        let function = JSText("Function")
        for (index, text) in script.names.enumerated() {
            let name = NameID(rawValue: UInt32(truncatingIfNeeded: index))
            if text == function { functionName = name }
            if let construct = refused.first(where: { $0.0 == text })?.1 { refusedNames[name] = construct }
        }
    }

    mutating func run() {
        items = script.body.map { .statement($0) }
        while let item = items.popLast() {
            switch item {
            case .expression(let expression): visit(expression)
            case .statement(let statement): visit(statement)
            case .target(let pattern): visit(pattern, isBinding: false)
            case .binding(let pattern): visit(pattern, isBinding: true)
            case .function(let function): visit(function)
            }
        }
    }

    private mutating func refuse(_ construct: RefusedConstruct, _ start: UInt32, length: UInt32) {
        refuse(construct, SourceRange(start: start, end: start &+ length))
    }

    private mutating func refuse(_ construct: RefusedConstruct, _ range: SourceRange) {
        refusals.append(Refusal(construct: construct, range: range))
    }

    private mutating func checkName(_ name: NameID, _ range: SourceRange) {
        if let construct = refusedNames[name] { refuse(construct, range) }
    }

    private mutating func add(_ expression: Expression?) {
        if let expression { items.append(.expression(expression)) }
    }

    private mutating func add(_ statements: [Statement]) {
        items.append(contentsOf: statements.lazy.map { .statement($0) })
    }

    private mutating func add(_ arguments: [Argument]) {
        for argument in arguments { add(argument.expression) }
    }

    private mutating func add(_ key: PropertyName) {
        if case .computed(let expression) = key { add(expression) }
    }

    // MARK: Expressions

    private mutating func visit(_ expression: Expression) {
        switch expression {
        case .this, .null, .boolean, .number, .string, .bigInt, .regExp, .newTarget: break
        case .identifier(let node): checkName(node.name, node.range)
        case .template(let node): node.expressions.forEach { add($0) }
        case .taggedTemplate(let node):
            add(node.tag)
            node.template.expressions.forEach { add($0) }
        case .array(let node): visit(node)
        case .object(let node): visit(node)
        case .function(let node): visit(node)
        case .class(let node): visit(node)
        case .unary(let node): add(node.operand)
        case .update(let node): visit(node.target)
        case .binary(let node):
            add(node.left)
            add(node.right)
        case .logical(let node):
            add(node.left)
            add(node.right)
        case .privateIn(let node): add(node.object)
        case .conditional(let node):
            add(node.test)
            add(node.consequent)
            add(node.alternate)
        case .assignment(let node):
            items.append(.target(node.target))
            add(node.value)
        case .compoundAssignment(let node):
            visit(node.target)
            add(node.value)
        case .logicalAssignment(let node):
            visit(node.target)
            add(node.value)
        case .sequence(let node): node.expressions.forEach { add($0) }
        case .staticMember(let node):
            checkName(node.name, SourceRange(start: node.nameStart, end: node.range.end))
            add(node.object)
        case .computedMember(let node):
            checkProperty(node.property)
            add(node.object)
            add(node.property)
        case .privateMember(let node): add(node.object)
        case .superMember(let node): checkName(node.name, SourceRange(start: node.nameStart, end: node.range.end))
        case .superComputedMember(let node):
            checkProperty(node.property)
            add(node.property)
        case .optionalChain(let node): add(node.expression)
        case .call(let node):
            checkCallee(node.callee)
            add(node.callee)
            add(node.arguments)
        case .superCall(let node): add(node.arguments)
        case .new(let node):
            if case .identifier(let callee) = node.callee, callee.name == functionName {
                refuse(.functionConstructor, SourceRange(start: node.range.start, end: callee.range.end))
            }
            add(node.callee)
            add(node.arguments)
        case .yield(let node): add(node.argument)
        case .await(let node):
            refuse(.await, node.range.start, length: 5)
            add(node.argument)
        case .importMeta(let node): refuse(.importMeta, node.range)
        case .importCall(let node):
            refuse(.importCall, node.range.start, length: 6)
            add(node.specifier)
            add(node.options)
        }
    }

    /// The property of a computed access, if it is written out.
    private mutating func checkProperty(_ property: Expression) {
        switch property {
        case .string(let literal): checkName(literal.value, literal.range)
        case .template(let template):
            if template.expressions.isEmpty, let text = template.elements.first?.cooked {
                checkName(text, template.range)
            }
        default: break
        }
    }

    private mutating func checkCallee(_ callee: Expression) {
        guard case .identifier(let identifier) = callee else { return }
        if identifier.name == .eval { refuse(.eval, identifier.range) }
        if identifier.name == functionName { refuse(.functionConstructor, identifier.range) }
    }

    private mutating func visit(_ node: ArrayLiteral) {
        for element in node.elements {
            switch element {
            case .expression(let expression), .spread(let expression): add(expression)
            case .hole: break
            }
        }
    }

    private mutating func visit(_ node: ObjectLiteral) {
        for member in node.members {
            switch member {
            case .property(let property):
                add(property.key)
                add(property.value)
            case .method(let method):
                add(method.key)
                visit(method.function)
            case .prototype(let prototype): add(prototype.value)
            case .spread(let spread): add(spread.source)
            }
        }
    }

    // MARK: Targets

    private mutating func visit(_ target: AssignmentTarget) {
        switch target {
        case .identifier(let node): visit(.identifier(node) as Expression)
        case .staticMember(let node): visit(.staticMember(node) as Expression)
        case .computedMember(let node): visit(.computedMember(node) as Expression)
        case .privateMember(let node): visit(.privateMember(node) as Expression)
        case .superMember(let node): visit(.superMember(node) as Expression)
        case .superComputedMember(let node): visit(.superComputedMember(node) as Expression)
        case .call(let node): visit(.call(node) as Expression)
        }
    }

    private mutating func visit(_ pattern: Pattern, isBinding: Bool) {
        switch pattern {
        case .target(let target):
            if !isBinding { visit(target) }
        case .array(let node):
            for element in node.elements {
                switch element {
                case .element(let element):
                    add(element.target, isBinding)
                    add(element.initializer)
                case .rest(let rest): add(rest, isBinding)
                case .hole: break
                }
            }
        case .object(let node):
            for property in node.properties {
                // A pattern reads the property that a key names.
                switch property.key {
                case .string(let name): checkName(name, property.value.target.range)
                case .computed(let expression):
                    checkProperty(expression)
                    add(expression)
                case .number, .private: break
                }
                // `{Promise}` names the property and the target with one word.
                if case .string(let name) = property.key, property.value.target.identifier?.name == name {
                    add(property.value.initializer)
                    continue
                }
                add(property.value.target, isBinding)
                add(property.value.initializer)
            }
            if let rest = node.rest { add(rest, isBinding) }
        }
    }

    private mutating func add(_ pattern: Pattern, _ isBinding: Bool) {
        items.append(isBinding ? .binding(pattern) : .target(pattern))
    }

    // MARK: Functions and classes

    private mutating func visit(_ function: FunctionNode) {
        if function.isAsync { refuse(.asyncFunction, function.range.start, length: 5) }
        for element in function.parameters.elements {
            add(element.target, true)
            add(element.initializer)
        }
        if let rest = function.parameters.rest { add(rest, true) }
        switch function.body {
        case .statements(let statements): add(statements)
        case .expression(let expression): add(expression)
        }
    }

    private mutating func visit(_ node: ClassNode) {
        add(node.heritage)
        if let constructor = node.constructor { items.append(.function(constructor)) }
        for element in node.elements {
            switch element {
            case .method(let method):
                add(method.key)
                items.append(.function(method.function))
            case .field(let field):
                add(field.key)
                if let initializer = field.initializer { items.append(.function(initializer)) }
            case .staticBlock(let block): items.append(.function(block.function))
            }
        }
    }

    // MARK: Statements

    private mutating func visit(_ statement: Statement) {
        switch statement {
        case .empty, .continue, .break, .debugger: break
        case .expression(let node): add(node.expression)
        case .variable(let node): visit(node)
        case .function(let node): visit(node)
        case .class(let node): visit(node)
        case .block(let node): add(node.body)
        case .if(let node):
            add(node.test)
            add([node.consequent])
            if let alternate = node.alternate { add([alternate]) }
        case .while(let node):
            add(node.test)
            add([node.body])
        case .doWhile(let node):
            add([node.body])
            add(node.test)
        case .for(let node):
            switch node.initializer {
            case .expression(let expression): add(expression)
            case .variable(let declaration): visit(declaration)
            case nil: break
            }
            add(node.test)
            add(node.update)
            add([node.body])
        case .forIn(let node):
            visit(node.binding)
            add(node.object)
            add([node.body])
        case .forOf(let node):
            if node.isAwait { refuse(.await, node.range.start, length: 3) }
            visit(node.binding)
            add(node.iterable)
            add([node.body])
        case .return(let node): add(node.argument)
        case .with(let node):
            add(node.object)
            add([node.body])
        case .switch(let node):
            add(node.discriminant)
            for clause in node.cases {
                add(clause.test)
                add(clause.body)
            }
        case .labelled(let node): add([node.body])
        case .throw(let node): add(node.argument)
        case .try(let node):
            add(node.block.body)
            if let handler = node.handler {
                if let parameter = handler.parameter { add(parameter, true) }
                add(handler.body.body)
            }
            if let finalizer = node.finalizer { add(finalizer.body) }
        case .importDeclaration(let node): refuse(.importDeclaration, node.range.start, length: 6)
        case .exportDeclaration(let node):
            refuse(.exportDeclaration, node.range.start, length: 6)
            if let declaration = node.declaration { add([declaration]) }
        }
    }

    private mutating func visit(_ declaration: VariableDeclaration) {
        for declarator in declaration.declarators {
            add(declarator.target, true)
            add(declarator.initializer)
        }
    }

    private mutating func visit(_ binding: ForBinding) {
        switch binding {
        case .declaration(_, let pattern, let initializer):
            add(pattern, true)
            add(initializer)
        case .target(let pattern): add(pattern, false)
        }
    }
}
