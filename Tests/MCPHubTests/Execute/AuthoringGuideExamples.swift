// The examples of the authoring guide as it prints them, one of each pair of wrong and right, with what they give on the demonstration
// servers.

import Testing

/// A script and what becomes of it.
struct GuideExample: CustomTestStringConvertible {
    let title: String
    let source: String
    /// The result as JSON, or the type and message of the error.
    let outcome: String
    var logs: [String] = []

    var testDescription: String { title }

    static let all: [GuideExample] = [
        GuideExample(
            title: "mcp.callTool(toolName, params)",
            source: #"""
                // List files in a directory
                const result = mcp.callTool("filesystem__list_directory", {
                  path: "/tmp",
                });

                // Search GitHub repositories
                const repos = mcp.callTool("github__search_repos", {
                  query: "mcp",
                  limit: 10,
                });

                // Chain tool calls
                const files = mcp.callTool("filesystem__list_directory", { path: "/tmp" });
                const firstFile = files[0];
                const content = mcp.callTool("filesystem__read_file", {
                  path: "/tmp/" + firstFile,
                });
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "mcp.log(level, message, fields?)",
            source: #"""
                mcp.log("info", "Starting file search");
                mcp.log("debug", "Found files", { count: 42 });
                mcp.log("warn", "Skipping large file", { size: 1024000 });
                mcp.log("error", "File not found", { path: "/missing.txt" });
                """#,
            outcome: #"null"#,
            logs: [
                #"info: Starting file search"#,
                #"debug: Found files {"count":42}"#,
                #"warn: Skipping large file {"size":1024000}"#,
                #"error: File not found {"path":"/missing.txt"}"#,
            ]),
        GuideExample(
            title: "Example 1: Simple Tool Call",
            source: #"""
                // Search for files and return the list
                const files = mcp.callTool("filesystem__list_directory", {
                  path: "/tmp",
                });

                return files;
                """#,
            outcome: #"["config.json","data.json","data.txt","file1.txt","file2.txt","file3.txt","user-filetxt"]"#),
        GuideExample(
            title: "Example 2: Chained Operations",
            source: #"""
                // Find a file and read its contents
                const files = mcp.callTool("filesystem__list_directory", {
                  path: "/var/log",
                });

                mcp.log("info", "Found files", { count: files.length });

                // Filter for .log files
                const logFiles = files.filter(f => f.endsWith(".log"));

                if (logFiles.length === 0) {
                  return { error: "No log files found" };
                }

                // Read first log file
                const content = mcp.callTool("filesystem__read_file", {
                  path: "/var/log/" + logFiles[0],
                });

                return { file: logFiles[0], content: content };
                """#,
            outcome: #"{"file":"app.log","content":"INFO started\nWARN slow query 1200 ms\nERROR connection reset\nINFO sto"#
            + #"pped\n"}"#,
            logs: [
                #"info: Found files {"count":4}"#,
            ]),
        GuideExample(
            title: "Example 3: Data Transformation",
            source: #"""
                // Aggregate data from multiple tools
                const repos = mcp.callTool("github__list_repos", {
                  org: "modelcontextprotocol",
                });

                mcp.log("info", "Fetched repositories", { count: repos.length });

                // Transform and filter
                const result = repos
                  .filter(r => r.stars > 10)
                  .map(r => ({
                    name: r.name,
                    stars: r.stars,
                    url: r.url,
                  }))
                  .sort((a, b) => b.stars - a.stars);

                return result;
                """#,
            outcome: #"[{"name":"servers","stars":52000,"url":"https://github.example/modelcontextprotocol/servers"},{"name"#
            + #"":"python-sdk","stars":17500,"url":"https://github.example/modelcontextprotocol/python-sdk"},{"name""#
            + #":"swift-sdk","stars":980,"url":"https://github.example/modelcontextprotocol/swift-sdk"}]"#,
            logs: [
                #"info: Fetched repositories {"count":4}"#,
            ]),
        GuideExample(
            title: "Example 4: Error Handling",
            source: #"""
                // Try-catch for handling errors gracefully
                let result;

                try {
                  result = mcp.callTool("filesystem__read_file", {
                    path: "/tmp/data.json",
                  });
                  mcp.log("info", "File read successfully");
                } catch (error) {
                  mcp.log("error", "Failed to read file", { error: error.message });
                  return { error: error.message };
                }

                // Parse JSON
                try {
                  const data = JSON.parse(result);
                  return { success: true, data: data };
                } catch (error) {
                  mcp.log("error", "Invalid JSON", { error: error.message });
                  return { error: "Invalid JSON format" };
                }
                """#,
            outcome: #"{"success":true,"data":{"items":[{"id":1,"price":9.5},{"id":2,"price":20}],"currency":"EUR"}}"#,
            logs: [
                #"info: File read successfully"#,
            ]),
        GuideExample(
            title: "Example 5: Iterative Processing",
            source: #"""
                // Process multiple items
                const items = ["file1.txt", "file2.txt", "file3.txt"];
                const results = [];

                for (let i = 0; i < items.length; i++) {
                  const filename = items[i];

                  try {
                    const content = mcp.callTool("filesystem__read_file", {
                      path: "/tmp/" + filename,
                    });

                    results.push({
                      file: filename,
                      success: true,
                      length: content.length,
                    });

                    mcp.log("info", "Processed file", { file: filename });
                  } catch (error) {
                    results.push({
                      file: filename,
                      success: false,
                      error: error.message,
                    });

                    mcp.log("warn", "Failed to process file", {
                      file: filename,
                      error: error.message,
                    });
                  }
                }

                return { processed: results.length, results: results };
                """#,
            outcome: #"{"processed":3,"results":[{"file":"file1.txt","success":true,"length":16},{"file":"file2.txt","succe"#
            + #"ss":true,"length":36},{"file":"file3.txt","success":true,"length":34}]}"#,
            logs: [
                #"info: Processed file {"file":"file1.txt"}"#,
                #"info: Processed file {"file":"file2.txt"}"#,
                #"info: Processed file {"file":"file3.txt"}"#,
            ]),
        GuideExample(
            title: "Pattern 1: Search and Filter",
            source: #"""
                const allTools = mcp.callTool("hub__search", { query: "" });
                const filtered = allTools.filter(t => t.server === "github");
                return filtered;
                """#,
            outcome: #"[{"name":"github__get_repo","server":"github","tool":"get_repo","description":"One repository","inpu"#
            + #"tSchema":{"type":"object","properties":{"owner":{"type":"string"},"repo":{"type":"string","descripti"#
            + #"on":"Name of the repository"}},"required":["owner","repo"]}},{"name":"github__get_stats","server":"g"#
            + #"ithub","tool":"get_stats","description":"Statistics of the forge","inputSchema":{"type":"object","pr"#
            + #"operties":{}}},{"name":"github__list_issues","server":"github","tool":"list_issues","description":"T"#
            + #"he issues of a repository","inputSchema":{"type":"object","properties":{"repo":{"type":"string","des"#
            + #"cription":"owner/name"},"state":{"type":"string","enum":["open","closed","all"],"default":"open"}},""#
            + #"required":["repo"]}},{"name":"github__list_repos","server":"github","tool":"list_repos","description"#
            + #"":"The repositories of an organisation","inputSchema":{"type":"object","properties":{"org":{"type":""#
            + #"string","description":"Name of the organisation"},"limit":{"type":"integer","minimum":1,"maximum":10"#
            + #"0,"description":"Most results to return"}},"required":["org"]}},{"name":"github__search_repos","serv"#
            + #"er":"github","tool":"search_repos","description":"Search repositories by words in name and descripti"#
            + #"on","inputSchema":{"type":"object","properties":{"query":{"type":"string","description":"Words to lo"#
            + #"ok for"},"limit":{"type":"integer","minimum":1,"maximum":100,"description":"Most results to return"}"#
            + #"},"required":["query"]}}]"#),
        GuideExample(
            title: "Pattern 2: Conditional Logic",
            source: #"""
                const fileExists = mcp.callTool("filesystem__file_exists", {
                  path: "/tmp/config.json",
                });

                if (fileExists) {
                  const content = mcp.callTool("filesystem__read_file", {
                    path: "/tmp/config.json",
                  });
                  return JSON.parse(content);
                } else {
                  return { error: "Config file not found" };
                }
                """#,
            outcome: #"{"name":"demo","debug":false,"retries":3}"#),
        GuideExample(
            title: "Pattern 3: Data Aggregation",
            source: #"""
                const server1Data = mcp.callTool("server1__get_stats", {});
                const server2Data = mcp.callTool("server2__get_stats", {});

                return {
                  server1: server1Data,
                  server2: server2Data,
                  combined: server1Data.count + server2Data.count,
                };
                """#,
            outcome: #"{"server1":{"server":"server1","count":128,"uptimeSeconds":86400},"server2":{"server":"server2","cou"#
            + #"nt":64,"uptimeSeconds":43200},"combined":192}"#),
        GuideExample(
            title: "Pattern 4: Validation and Sanitization",
            source: #"""
                function sanitizeInput(input) {
                  // Remove dangerous characters
                  return input.replace(/[^a-zA-Z0-9_-]/g, "");
                }

                const userInput = "user-file.txt";
                const safePath = "/tmp/" + sanitizeInput(userInput);

                const content = mcp.callTool("filesystem__read_file", {
                  path: safePath,
                });

                return content;
                """#,
            outcome: #""The file with the sanitised name.\n""#),
        GuideExample(
            title: "Blocked: async/await (wrong)",
            source: #"""
                // ❌ BLOCKED
                async function fetchData() {
                  const result = await mcp.callTool("server__tool", {});
                  return result;
                }
                """#,
            outcome: #"async_not_allowed: async functions are not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: async/await (right)",
            source: #"""
                // ✅ ALLOWED
                function fetchData() {
                  const result = mcp.callTool("server__tool", {});
                  return result;
                }
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Blocked: Promises (wrong)",
            source: #"""
                // ❌ BLOCKED
                const promise = new Promise((resolve, reject) => {
                  resolve(42);
                });
                """#,
            outcome: #"async_not_allowed: Promise usage is not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: Promises (wrong)",
            source: #"""
                // ❌ BLOCKED
                Promise.resolve(42);
                """#,
            outcome: #"async_not_allowed: Promise usage is not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: Promises (right)",
            source: #"""
                // ✅ ALLOWED - Direct synchronous code
                const value = 42;
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Blocked: setTimeout/setInterval (wrong)",
            source: #"""
                // ❌ BLOCKED
                setTimeout(() => {
                  console.log("delayed");
                }, 1000);
                """#,
            outcome: #"async_not_allowed: setTimeout is not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: setTimeout/setInterval (wrong)",
            source: #"""
                // ❌ BLOCKED
                setInterval(() => {
                  console.log("repeated");
                }, 1000);
                """#,
            outcome: #"async_not_allowed: setInterval is not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: setTimeout/setInterval (right)",
            source: #"""
                // ✅ ALLOWED - Immediate execution
                console.log("immediate");
                """#,
            outcome: #"null"#,
            logs: [
                #"info: immediate"#,
            ]),
        GuideExample(
            title: "Blocked: Async Tool References (wrong)",
            source: #"""
                // ❌ BLOCKED - Even mentioning Promise is blocked
                const p = window.Promise;
                """#,
            outcome: #"async_not_allowed: Promise usage is not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: Async Tool References (wrong)",
            source: #"""
                // ❌ BLOCKED
                const fn = globalThis["Promise"];
                """#,
            outcome: #"async_not_allowed: Promise usage is not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Blocked: Async Tool References (right)",
            source: #"""
                // ✅ ALLOWED - Use mcp.callTool directly
                const result = mcp.callTool("server__tool", {});
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Frozen Prototypes (wrong)",
            source: #"""
                // ❌ BLOCKED - Cannot modify prototypes
                Array.prototype.myMethod = function() {};
                """#,
            outcome: #"runtime_error: TypeError: Cannot change property 'myMethod': built-in objects are frozen"#),
        GuideExample(
            title: "Frozen Prototypes (wrong)",
            source: #"""
                // ❌ BLOCKED - Cannot use eval
                eval("console.log('hello')");
                """#,
            outcome: #"validation_error: eval() is not allowed"#),
        GuideExample(
            title: "Frozen Prototypes (wrong)",
            source: #"""
                // ❌ BLOCKED - Cannot use Function constructor
                const fn = new Function("return 42");
                """#,
            outcome: #"validation_error: the Function constructor is not allowed"#),
        GuideExample(
            title: "Frozen Prototypes (right)",
            source: #"""
                // ✅ ALLOWED - Regular function definitions
                function myFunction() {
                  return 42;
                }
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Use Verbose Logging",
            source: #"""
                mcp.log("debug", "Starting script");

                const input = { path: "/tmp" };
                mcp.log("debug", "Input parameters", input);

                const result = mcp.callTool("filesystem__list_directory", input);
                mcp.log("debug", "Tool result", { count: result.length });

                return result;
                """#,
            outcome: #"["config.json","data.json","data.txt","file1.txt","file2.txt","file3.txt","user-filetxt"]"#,
            logs: [
                #"debug: Starting script"#,
                #"debug: Input parameters {"path":"/tmp"}"#,
                #"debug: Tool result {"count":7}"#,
            ]),
        GuideExample(
            title: "Log Variable Types",
            source: #"""
                const data = mcp.callTool("server__get_data", {});

                mcp.log("info", "Data type", {
                  type: typeof data,
                  isArray: Array.isArray(data),
                  keys: Object.keys(data),
                });
                """#,
            outcome: #"null"#,
            logs: [
                #"info: Data type {"type":"object","isArray":false,"keys":["title","tags","size","ratio","ready","parent"]}"#,
            ]),
        GuideExample(
            title: "Test Incrementally",
            source: #"""
                // Step 1: Test basic call
                // const result = mcp.callTool("server__tool", {});
                // return result;

                // Step 2: Test with parameters
                // const result = mcp.callTool("server__tool", { param: "value" });
                // return result;

                // Step 3: Add transformation
                const result = mcp.callTool("server__tool", { param: "value" });
                return result.map(item => item.name);
                """#,
            outcome: #"["alpha","beta","gamma","delta","epsilon"]"#),
        GuideExample(
            title: "Handle Errors Explicitly",
            source: #"""
                try {
                  const result = mcp.callTool("server__tool", {});
                  mcp.log("info", "Success");
                  return result;
                } catch (error) {
                  mcp.log("error", "Tool call failed", {
                    error: error.message,
                    stack: error.stack,
                  });
                  return { error: error.message };
                }
                """#,
            outcome: #"{"data":[{"id":1,"name":"alpha","category":"active","active":true,"value":0.75},{"id":2,"name":"beta"#
            + #"","category":"archived","active":false,"value":0.5},{"id":3,"name":"gamma","category":"active","acti"#
            + #"ve":true,"value":0.25},{"id":4,"name":"delta","category":"active","active":true,"value":1},{"id":5,""#
            + #"name":"epsilon","category":"active","active":false,"value":0.125}],"count":5}"#,
            logs: [
                #"info: Success"#,
            ]),
        GuideExample(
            title: "Validate Inputs",
            source: #"""
                function validateParams(params) {
                  if (!params.path) {
                    throw new Error("path parameter is required");
                  }
                  if (typeof params.path !== "string") {
                    throw new Error("path must be a string");
                  }
                  return true;
                }

                const params = { path: "/tmp" };
                validateParams(params);

                const result = mcp.callTool("filesystem__list_directory", params);
                return result;
                """#,
            outcome: #"["config.json","data.json","data.txt","file1.txt","file2.txt","file3.txt","user-filetxt"]"#),
        GuideExample(
            title: "Use Type Checking",
            source: #"""
                const result = mcp.callTool("server__fetch", {});
                if (typeof result === "object" && Array.isArray(result)) {
                  return result.map(item => item.name);
                }
                return [];
                """#,
            outcome: #"["alpha","beta","gamma","delta","epsilon"]"#),
        GuideExample(
            title: "Document Complex Logic",
            source: #"""
                const files = [{ name: "a.log", modified: 1 }, { name: "b.txt", modified: 3 }, { name: "c.log", modified: 2 }];
                // Filter files by extension and sort by modified time
                const filtered = files
                  .filter(f => f.name.endsWith(".log")) // Only .log files
                  .sort((a, b) => b.modified - a.modified); // Newest first
                return filtered;
                """#,
            outcome: #"[{"name":"c.log","modified":2},{"name":"a.log","modified":1}]"#),
        GuideExample(
            title: "Mistake 1: Using async/await (wrong)",
            source: #"""
                // ❌ Wrong
                async function getData() {
                  const result = await mcp.callTool("server__tool", {});
                  return result;
                }
                """#,
            outcome: #"async_not_allowed: async functions are not allowed - only synchronous code is supported"#),
        GuideExample(
            title: "Mistake 1: Using async/await (right)",
            source: #"""
                // ✅ Correct
                function getData() {
                  const result = mcp.callTool("server__tool", {});
                  return result;
                }
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Mistake 2: Forgetting Error Handling (wrong)",
            source: #"""
                // ❌ Wrong - No error handling
                const result = mcp.callTool("server__tool", {});
                return result.data;
                """#,
            outcome: #"[{"id":1,"name":"alpha","category":"active","active":true,"value":0.75},{"id":2,"name":"beta","categ"#
            + #"ory":"archived","active":false,"value":0.5},{"id":3,"name":"gamma","category":"active","active":true"#
            + #","value":0.25},{"id":4,"name":"delta","category":"active","active":true,"value":1},{"id":5,"name":"e"#
            + #"psilon","category":"active","active":false,"value":0.125}]"#),
        GuideExample(
            title: "Mistake 2: Forgetting Error Handling (right)",
            source: #"""
                // ✅ Correct
                try {
                  const result = mcp.callTool("server__tool", {});
                  if (result && result.data) {
                    return result.data;
                  }
                  return { error: "No data returned" };
                } catch (error) {
                  return { error: error.message };
                }
                """#,
            outcome: #"[{"id":1,"name":"alpha","category":"active","active":true,"value":0.75},{"id":2,"name":"beta","categ"#
            + #"ory":"archived","active":false,"value":0.5},{"id":3,"name":"gamma","category":"active","active":true"#
            + #","value":0.25},{"id":4,"name":"delta","category":"active","active":true,"value":1},{"id":5,"name":"e"#
            + #"psilon","category":"active","active":false,"value":0.125}]"#),
        GuideExample(
            title: "Mistake 3: Incorrect Parameter Types (wrong)",
            source: #"""
                // ❌ Wrong - params must be an object
                const result = mcp.callTool("server__tool", "param");
                """#,
            outcome: #"runtime_error: ToolError: params must be an object, got string"#),
        GuideExample(
            title: "Mistake 3: Incorrect Parameter Types (right)",
            source: #"""
                // ✅ Correct
                const result = mcp.callTool("server__tool", { param: "value" });
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Mistake 4: Not Returning a Value (wrong)",
            source: #"""
                // ❌ Wrong - No return value
                const result = mcp.callTool("server__tool", {});
                mcp.log("info", "Done");
                """#,
            outcome: #"null"#,
            logs: [
                #"info: Done"#,
            ]),
        GuideExample(
            title: "Mistake 4: Not Returning a Value (right)",
            source: #"""
                // ✅ Correct
                const result = mcp.callTool("server__tool", {});
                mcp.log("info", "Done");
                return result;
                """#,
            outcome: #"{"data":[{"id":1,"name":"alpha","category":"active","active":true,"value":0.75},{"id":2,"name":"beta"#
            + #"","category":"archived","active":false,"value":0.5},{"id":3,"name":"gamma","category":"active","acti"#
            + #"ve":true,"value":0.25},{"id":4,"name":"delta","category":"active","active":true,"value":1},{"id":5,""#
            + #"name":"epsilon","category":"active","active":false,"value":0.125}],"count":5}"#,
            logs: [
                #"info: Done"#,
            ]),
        GuideExample(
            title: "Mistake 5: Mutating Frozen Objects (wrong)",
            source: #"""
                // ❌ Wrong - Cannot mutate prototypes
                Array.prototype.sum = function() {
                  return this.reduce((a, b) => a + b, 0);
                };
                """#,
            outcome: #"runtime_error: TypeError: Cannot change property 'sum': built-in objects are frozen"#),
        GuideExample(
            title: "Mistake 5: Mutating Frozen Objects (right)",
            source: #"""
                // ✅ Correct - Define helper functions
                function sum(array) {
                  return array.reduce((a, b) => a + b, 0);
                }
                """#,
            outcome: #"null"#),
        GuideExample(
            title: "Example 1: Multi-Server Aggregation",
            source: #"""
                // Fetch data from multiple servers and combine
                const filesystemData = mcp.callTool("filesystem__get_stats", {});
                const githubData = mcp.callTool("github__get_stats", {});
                const databaseData = mcp.callTool("database__get_stats", {});

                return {
                  timestamp: Date.now(),
                  sources: {
                    filesystem: filesystemData,
                    github: githubData,
                    database: databaseData,
                  },
                  summary: {
                    total: filesystemData.count + githubData.count + databaseData.count,
                  },
                };
                """#,
            outcome: #"{"timestamp":0,"sources":{"filesystem":{"count":11,"bytes":389},"github":{"count":6,"issues":5},"dat"#
            + #"abase":{"count":7,"tables":2}},"summary":{"total":24}}"#),
        GuideExample(
            title: "Example 2: Conditional Tool Selection",
            source: #"""
                // Choose which tool to call based on input
                function processRequest(type, params) {
                  if (type === "file") {
                    return mcp.callTool("filesystem__read_file", params);
                  } else if (type === "repo") {
                    return mcp.callTool("github__get_repo", params);
                  } else {
                    throw new Error("Unknown type: " + type);
                  }
                }

                const result = processRequest("file", { path: "/tmp/data.txt" });
                return result;
                """#,
            outcome: #""alpha 1\nbeta 2\ngamma 3\n""#),
        GuideExample(
            title: "Example 3: Data Pipeline",
            source: #"""
                // Multi-stage data transformation pipeline
                function pipeline(input) {
                  mcp.log("info", "Stage 1: Fetch");
                  const raw = mcp.callTool("server__fetch", input);

                  mcp.log("info", "Stage 2: Filter");
                  const filtered = raw.filter(item => item.active);

                  mcp.log("info", "Stage 3: Transform");
                  const transformed = filtered.map(item => ({
                    id: item.id,
                    name: item.name.toUpperCase(),
                    score: item.value * 100,
                  }));

                  mcp.log("info", "Stage 4: Sort");
                  const sorted = transformed.sort((a, b) => b.score - a.score);

                  mcp.log("info", "Pipeline complete", { count: sorted.length });
                  return sorted;
                }

                return pipeline({ category: "active" });
                """#,
            outcome: #"[{"id":4,"name":"DELTA","score":100},{"id":1,"name":"ALPHA","score":75},{"id":3,"name":"GAMMA","scor"#
            + #"e":25}]"#,
            logs: [
                #"info: Stage 1: Fetch"#,
                #"info: Stage 2: Filter"#,
                #"info: Stage 3: Transform"#,
                #"info: Stage 4: Sort"#,
                #"info: Pipeline complete {"count":3}"#,
            ]),
    ]
}
