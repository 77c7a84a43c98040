import Testing
@testable import JSInterpreter
