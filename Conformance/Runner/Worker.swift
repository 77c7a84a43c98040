// A worker: reads the names of tests from standard input, runs them, and writes what came of them to standard output.
//
// The protocol, in lines. From the session: "path TAB n", run the test but leave out its first n variants. From the worker, for each
// variant: "begin TAB variant", then "end TAB variant TAB pass" or "end TAB variant TAB fail TAB reason"; after the last one "done".

import ConformanceSystem
import MCPPlatform

struct Worker {
    let options: Options

    init(_ options: Options) { self.options = options }

    func serve() {
        let run = TestRun(harness: Harness(suite: options.suite), options: options)
        while let line = readLine() {
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard let path = fields.first else { continue }
            serve(path, skipping: fields.count > 1 ? Int(fields[1]) ?? 0 : 0, run)
            Output.line("done")
        }
    }

    private func serve(_ path: String, skipping count: Int, _ run: TestRun) {
        guard let source = try? Files.text("\(options.suite)/test/\(path)") else {
            Output.line("end\tsloppy\tfail\tcannot be read")
            return
        }
        let test = TestCase(source: source)
        for variant in test.variants.dropFirst(count) {
            Output.line("begin\t\(variant.rawValue)")
            switch run.run(test, variant, name: path) {
            case .passed: Output.line("end\t\(variant.rawValue)\tpass")
            case .failed(let reason): Output.line("end\t\(variant.rawValue)\tfail\t\(OneLine.of(reason))")
            }
        }
    }
}
