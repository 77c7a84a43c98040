// The corpus of hostile scripts under `Probes/`: one file per theme, any number of scripts in each.
//
//     //# name => outcome | another outcome @standard
//     the script
//
// An outcome is the text of the result, `throws` with the beginning of the message, or `timeout`, `memory`. More than one may be
// right where it depends on the speed of the machine which limit comes first. Scripts run in the sandbox profile, those with
// `@standard` in the other one.

import Foundation
import Testing

struct Probe: Sendable, CustomTestStringConvertible {
    let theme: String
    let name: String
    let outcomes: [String]
    let isStandard: Bool
    let source: String

    var testDescription: String { "\(theme): \(name)" }

    /// All scripts of the corpus.
    static let all: [Probe] = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Probes")
        let files = (try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)) ?? []
        return files.sorted { $0.path < $1.path }.flatMap { file in
            ((try? String(contentsOf: file, encoding: .utf8)) ?? "").components(separatedBy: "//# ").dropFirst().compactMap {
                Probe(theme: file.deletingPathExtension().lastPathComponent, text: $0)
            }
        }
    }()

    private init?(theme: String, text: String) {
        let lines = text.components(separatedBy: "\n")
        let header = lines[0].components(separatedBy: " => ")
        guard header.count == 2 else { return nil }
        self.theme = theme
        name = header[0]
        isStandard = header[1].hasSuffix(" @standard")
        outcomes = (isStandard ? String(header[1].dropLast(10)) : header[1]).components(separatedBy: " | ")
        source = lines.dropFirst().joined(separator: "\n")
    }

    /// A script of the sandbox that must run into its time limit.
    init(theme: String, name: String, endless source: String) {
        self.theme = theme
        self.name = name
        outcomes = ["timeout"]
        isStandard = false
        self.source = source
    }

    /// Whether what became of the script is one of the outcomes.
    func expects(_ outcome: String) -> Bool {
        outcomes.contains { $0 == outcome || ($0.hasPrefix("throws") && outcome.hasPrefix($0)) }
    }
}
