import Testing
@testable import JSUnicode
