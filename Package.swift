// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .swiftLanguageMode(.v6),
]

/// A library module under `Sources/` with the test target that belongs to it under `Tests/`.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], testing: [Target.Dependency] = [], fixtures: [String] = [])
    -> [Target]
{
    [
        .target(name: name, dependencies: dependencies, swiftSettings: settings),
        .testTarget(
            name: name + "Tests", dependencies: [.byName(name: name)] + testing, exclude: fixtures,
            swiftSettings: settings),
    ]
}

let package = Package(
    name: "jsexec",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "JSInterpreter", targets: ["JSInterpreter"]),
        .library(name: "MCPHub", targets: ["MCPHub", "MCPEngine"]),
        .executable(name: "jsexec", targets: ["jsexec"]),
        .executable(name: "jsexec-http", targets: ["jsexec-http"]),
    ],
    targets: module("JSUnicode")
        + module("JSNumerics")
        + module("JSRegExp", ["JSUnicode"])
        + module("JSSyntax", ["JSUnicode", "JSNumerics", "JSRegExp"])
        + module("JSInterpreter", ["JSSyntax", "JSRegExp", "JSNumerics", "JSUnicode"], fixtures: ["Hostile/Probes"])
        + module("HTTPFrames")
        + module("MCPPlatform")
        + module("MCPProtocol")
        + module("MCPTransport", ["MCPProtocol", "MCPPlatform", "HTTPFrames"])
        + module("MCPHub", ["MCPTransport", "MCPProtocol", "MCPPlatform", "JSSyntax"], testing: ["MCPEngine"], fixtures: ["Fixtures"])
        + [
            .target(name: "MCPEngine", dependencies: ["MCPHub", "JSInterpreter"], swiftSettings: settings),
            .executableTarget(name: "jsexec", dependencies: ["MCPEngine", "MCPHub", "JSInterpreter"], swiftSettings: settings),
            .executableTarget(name: "jsexec-http", dependencies: ["HTTPFrames"], swiftSettings: settings),
            .target(name: "ConformanceSystem", dependencies: ["MCPPlatform"], path: "Conformance/System", swiftSettings: settings),
            .executableTarget(
                name: "conformance", dependencies: ["ConformanceSystem", "MCPPlatform", "JSInterpreter"], path: "Conformance/Runner",
                swiftSettings: settings),
            .executableTarget(
                name: "fuzz", dependencies: ["ConformanceSystem", "MCPPlatform", "MCPEngine", "MCPHub", "MCPProtocol", "JSInterpreter", "JSSyntax"], path: "Conformance/Fuzz",
                swiftSettings: settings),
            .executableTarget(
                name: "start-up", dependencies: ["JSInterpreter"], path: "Conformance/Benchmarks/StartUp",
                exclude: ["script.js"],
                swiftSettings: settings),
        ]
)
