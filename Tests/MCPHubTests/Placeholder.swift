import Testing
@testable import MCPHub
