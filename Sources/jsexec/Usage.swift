// What `jsexec help` says.

enum Usage {
    static let general = """
        jsexec - run JavaScript in a sandbox, and give MCP clients a tool that does

        usage:
          jsexec                     read scripts from standard input, run each when it is complete, print its value
          jsexec run FILE...         run scripts (- reads standard input)
          jsexec check FILE          look for problems without running
          jsexec exec [OPTION]...    run a script that may call tools of MCP servers
          jsexec replay FILE         run a recorded script again, without servers
          jsexec serve [OPTION]...   be an MCP server on standard input and output, or over HTTP
          jsexec config check        look for problems in a configuration
          jsexec list [OPTION]...    list the tools of the servers
          jsexec inspect TOOL        show everything about a tool
          jsexec invoke TOOL [JSON]  call a tool
          jsexec help [COMMAND]      explain a command
          jsexec version             print the version

        Results are printed on standard output as JSON, everything else on standard error.
        Exit status: 0 success, 1 the script or the tool failed, 2 bad arguments or configuration.
        """

    private static let servers = """
          --config FILE, -c FILE    servers and limits, in the mcpServers JSON form
          --demo                    add the built-in demonstration servers
          --log-level LEVEL         debug, info, warn or error; log lines are JSON on standard error

        """

    /// The help for one command, `nil` if there is no such command.
    static func text(for command: String) -> String? {
        switch command {
        case "run":
            """
            usage: jsexec run [OPTION]... FILE...

            Runs the files in order as ECMAScript scripts in one realm; - stands for standard input. console and print
            write to standard output. An uncaught exception is reported on standard error.

              --profile PROFILE         standard (default), or sandbox: what scripts of a hub can use
              --language LANGUAGE       javascript or typescript; by default what the extension says: .ts and .mts are
                                        TypeScript, whose types are erased
              --timeout MS              end after this many milliseconds
              --memory MB               memory that the scripts may use, 1 to 4096 (default 4096)
              --test262                 add the host object $262 of the ECMAScript conformance suite
            """
        case "check":
            """
            usage: jsexec check [--language LANGUAGE] FILE

            Parses and validates a script for the hub without running it, and prints {ok, diagnostics}. - stands for
            standard input. The language is javascript or typescript; by default what the extension says.
            """
        case "exec":
            """
            usage: jsexec exec (--code TEXT | --file FILE | --script NAME) [OPTION]...

            Runs a script with the host functions and limits of a hub, and prints its outcome.

              --code TEXT               the script itself
              --file FILE               a file that contains it; - stands for standard input
              --script NAME             the file NAME.js or NAME.ts in the directory scripts beside the configuration
              --language LANGUAGE       javascript or typescript; by default what the extension of the file says
              --input JSON              the value of input, an object
              --input-file FILE         a file that contains it
              --timeout MS              1 to 600000; by default 120000, with --format execute 15000
              --max-tool-calls N        0 for any number
              --allowed-servers A,B     the only servers that may be called
              --allowed-tools A,B       the only tools that may be called, as SERVER__TOOL; * stands for any characters
              --read-only               allow only tools that their servers mark as read-only
              --format FORMAT           code_execution (default) or execute
              --trace FILE              write what took the time, to be opened in Perfetto or chrome://tracing
              --record FILE             write what jsexec replay needs; it contains all that the tools answered
            \(servers)
            """
        case "replay":
            """
            usage: jsexec replay FILE [OPTION]...

            Runs the script of a recording (exec --record, serve --record) again with the answers, the random numbers
            and the times that it saw, and prints {same, difference}. Exit status: 0 the same, 1 the first difference is
            printed, 2 no recording.

              --file SCRIPT             run this script instead
            """
        case "serve":
            """
            usage: jsexec serve [OPTION]...

            Serves the tools execute, search, list, inspect, invoke and refreshTools as an MCP server on standard input
            and output, until the end of its input. When the file of the configuration changes, and at SIGHUP, it is read
            again; scripts that are running go on under the old one.

              --http [HOST:]PORT        serve over Streamable HTTP instead, at http://HOST:PORT/mcp; HOST is an IP address,
                                        by default 127.0.0.1. Clients must send the bearer token that http.token in
                                        the configuration or the environment variable JSEXEC_HTTP_TOKEN names; without
                                        one, only addresses of this machine can be served. Numbers for Prometheus
                                        are at http://HOST:PORT/metrics.
              --trace DIRECTORY         write a trace of each execution, EXECUTION_ID.trace.json
              --record DIRECTORY        write a recording of each execution, EXECUTION_ID.jsonl
            \(servers)
            """
        case "config":
            """
            usage: jsexec config check [--config FILE]

            Looks for problems in a configuration without starting any server, and prints {ok, problems, warnings, servers,
            codeExecution}, the latter with all settings in effect. Secrets are not printed. The exit status is 2 if the
            configuration cannot be used.

              --config FILE, -c FILE    servers and limits, in the mcpServers JSON form; without it, the defaults are shown
            """
        case "list":
            """
            usage: jsexec list [OPTION]...

            Prints the tools of the servers as a JSON array.

              --server NAME             only tools of this server
              --query WORDS             only tools that match, best first
              --detail LEVEL            name, signature or full (default), which has the schemas
            \(servers)
            """
        case "inspect":
            """
            usage: jsexec inspect SERVER__TOOL [OPTION]...

            Prints signature, description and schemas of a tool.

              --detail LEVEL            name, signature or full (default)
            \(servers)
            """
        case "invoke":
            """
            usage: jsexec invoke SERVER__TOOL [JSON | -] [OPTION]...

            Calls a tool with the arguments, an object, and prints its result.

              --raw                     print the whole tool result
              --timeout MS              1 to 600000
            \(servers)
            """
        default: nil
        }
    }
}
