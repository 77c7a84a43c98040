import Testing
@testable import JSNumerics
