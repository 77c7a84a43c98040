import Testing
@testable import JSRegExp
