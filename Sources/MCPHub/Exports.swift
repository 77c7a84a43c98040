// The modules below this one are parts of it that can be built and tested alone. What they have for embedders, such as `JSONValue`,
// `Deadline` and `Log`, comes with `import MCPHub`.

@_exported import MCPPlatform
@_exported import MCPProtocol
@_exported import MCPTransport
