import Testing
@testable import JSSyntax
