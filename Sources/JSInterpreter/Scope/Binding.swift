// Bindings, and the places where their values live.
//
// After scope analysis a variable is a number: a slot of the frame, or, if a function inside refers to it, a slot of a heap
// environment. Environments are kept in frame slots too, so reaching a variable of the same function takes no walk, and
// reaching one of an outer function starts at the environment of the closure and goes up a known number of times.

import JSSyntax

/// What declared a binding; decides what may be done with it.
enum BindingKind: Sendable {
    /// A parameter of a function. In its temporal dead zone before its turn if some parameter has an initializer.
    case parameter
    /// A `var`, or a function declared at the top level of a function or script.
    case variable
    case `let`, const
    /// A class declaration: assignable, in its temporal dead zone until evaluated.
    case `class`
    /// A function declared in a block or `switch`.
    case blockFunction
    case catchParameter
    /// The name of a class inside it: immutable, in its temporal dead zone until the class is made.
    case className
    /// The name of a function expression inside it: immutable; assigning throws only in strict code.
    case functionName
    /// The arguments object of a function.
    case arguments
    /// A private name of a class: holds the key that the class made for it. Its name starts with a number sign.
    case privateName

    init(_ kind: LexicalDeclaration.Kind) {
        switch kind {
        case .let: self = .let
        case .const: self = .const
        case .class: self = .class
        case .function: self = .blockFunction
        case .catchParameter: self = .catchParameter
        case .className: self = .className
        case .functionName: self = .functionName
        }
    }

    /// What assigning to an initialised binding does.
    var assignment: Assignment {
        switch self {
        case .const, .className: .throwsTypeError
        case .functionName: .throwsTypeErrorInStrictCode
        case .parameter, .variable, .let, .class, .blockFunction, .catchParameter, .arguments, .privateName: .assigns
        }
    }

    enum Assignment: Sendable {
        case assigns, throwsTypeError
        /// Otherwise nothing happens.
        case throwsTypeErrorInStrictCode
    }
}

/// A variable that a scope declares.
struct Binding: Sendable {
    let name: NameID
    let kind: BindingKind
    /// Whether it lives in an environment, because a function inside refers to it.
    let isCaptured: Bool
    /// A slot of the environment if captured, else of the frame.
    let slot: Int
    /// Whether it must hold `empty` from the entry of its scope until its declaration is evaluated, because some reference may
    /// come before that. If not, nothing reads the slot before it is initialised.
    let needsHoleOnEntry: Bool
    /// References from here on in the source are known to come after the initialisation; `UInt32.max` if none is.
    let initializedAt: UInt32
}

/// Where a value lives, seen from a function that runs.
enum Place: Sendable, Equatable {
    /// A slot of the frame.
    case frame(slot: Int)
    /// A slot of the environment found `hops` parents above the one in `frameSlot` of the frame.
    case environment(frameSlot: Int, hops: Int, slot: Int)
    /// Not declared in the script, or declared by a script whose top level is global: found by name while the script runs.
    case global
}

/// What an identifier refers to.
struct Resolution: Sendable {
    let place: Place
    /// nil for globals, and for `this` and the active function.
    let binding: Binding?
    /// Whether the value may be `empty`, which is a ReferenceError.
    let needsCheck: Bool
    /// The objects of the `with` statements around the reference, innermost first: one that has a property of that name
    /// comes before `place`.
    let withObjects: [Place]
    /// The number of scopes looked at: a measure of the work done.
    let distance: Int
}
