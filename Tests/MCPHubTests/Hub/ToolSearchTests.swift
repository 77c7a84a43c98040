import Testing

@testable import MCPHub

/// Tools as they are found in the world, with parameters as `name: description`.
private let tools: [(name: String, description: String, parameters: [(String, String)])] = [
    ("github__search_repositories", "Search for GitHub repositories", [("query", "Search query"), ("perPage", "")]),
    ("github__create_repository", "Create a new GitHub repository in your account", [("name", ""), ("private", "")]),
    ("github__get_file_contents", "Get the contents of a file or directory from a GitHub repository", [("path", ""), ("branch", "")]),
    ("github__create_issue", "Create a new issue in a GitHub repository", [("title", ""), ("labels", ""), ("assignees", "")]),
    ("github__list_issues", "List issues in a GitHub repository with filtering options", [("state", ""), ("since", "")]),
    ("github__add_issue_comment", "Add a comment to an existing issue", [("issue_number", ""), ("body", "")]),
    ("github__create_pull_request", "Create a new pull request", [("head", ""), ("base", ""), ("draft", "")]),
    ("github__merge_pull_request", "Merge a pull request", [("merge_method", "")]),
    ("github__list_commits", "Get list of commits of a branch in a GitHub repository", [("sha", "")]),
    ("github__fork_repository", "Fork a GitHub repository to your account or specified organization", [("organization", "")]),
    ("filesystem__read_file", "Read the complete contents of a file from the file system", [("path", "")]),
    ("filesystem__read_multiple_files", "Read the contents of multiple files simultaneously", [("paths", "")]),
    ("filesystem__write_file", "Create a new file or completely overwrite an existing file", [("path", ""), ("content", "")]),
    ("filesystem__edit_file", "Make line-based edits to a text file", [("edits", ""), ("dryRun", "Preview changes")]),
    ("filesystem__create_directory", "Create a new directory or ensure a directory exists", [("path", "")]),
    ("filesystem__list_directory", "Get a detailed listing of all files and directories in a specified path", [("path", "")]),
    ("filesystem__move_file", "Move or rename files and directories", [("source", ""), ("destination", "")]),
    ("filesystem__search_files", "Recursively search for files and directories matching a pattern", [("pattern", ""), ("excludePatterns", "")]),
    ("filesystem__get_file_info", "Retrieve detailed metadata about a file or directory", [("path", "")]),
    ("slack__post_message", "Post a new message to a Slack channel", [("channel_id", ""), ("text", "")]),
    ("slack__reply_to_thread", "Reply to a specific message thread in Slack", [("thread_ts", "")]),
    ("slack__add_reaction", "Add a reaction emoji to a message", [("reaction", "Name of the emoji")]),
    ("slack__get_channel_history", "Get recent messages from a channel", [("limit", "")]),
    ("slack__list_channels", "List public channels in the workspace with pagination", [("cursor", "")]),
    ("slack__get_users", "Get a list of all users in the workspace with their basic profile information", [("cursor", "")]),
    ("slack__get_user_profile", "Get detailed profile information for a specific user", [("user_id", "")]),
    ("postgres__query", "Run a read-only SQL query", [("sql", "")]),
    ("postgres__list_tables", "List all tables of the database", [("schema", "")]),
    ("postgres__describe_table", "Show columns, types and indexes of a table", [("table", "")]),
    ("postgres__execute", "Insert, update or delete rows", [("sql", ""), ("parameters", "")]),
    ("gmail__send_email", "Sends a new email", [("to", ""), ("subject", ""), ("body", ""), ("attachments", "")]),
    ("gmail__draft_email", "Draft a new email", [("to", ""), ("subject", "")]),
    ("gmail__search_emails", "Searches for emails using Gmail search syntax", [("query", "")]),
    ("gmail__delete_email", "Permanently deletes an email", [("messageId", "")]),
    ("gmail__list_labels", "Retrieves all available labels", []),
    ("calendar__createEvent", "Create a new event in a calendar", [("start", ""), ("end", ""), ("attendees", "")]),
    ("calendar__listEvents", "List events between two dates", [("timeMin", ""), ("timeMax", "")]),
    ("calendar__deleteEvent", "Delete an event", [("eventId", "")]),
    ("calendar__findFreeTime", "Find free time slots across calendars", [("duration", "")]),
    ("browser__navigate", "Navigate to a URL", [("url", "")]),
    ("browser__take-screenshot", "Take a screenshot of the current page", [("fullPage", ""), ("format", "png or jpeg")]),
    ("browser__click", "Perform click on a web page", [("element", ""), ("selector", "")]),
    ("browser__fill-form", "Fill multiple form fields", [("fields", "")]),
    ("browser__evaluateJavaScript", "Evaluate a JavaScript expression on the page", [("expression", "")]),
    ("fetch__fetch", "Fetches a URL from the internet and extracts its contents as markdown", [("url", ""), ("max_length", "")]),
    ("time__get_current_time", "Get current time in a specific timezone", [("timezone", "IANA timezone name")]),
    ("time__convert_time", "Convert time between timezones", [("source_timezone", ""), ("target_timezone", "")]),
    ("weather__get_forecast", "Weather for the coming days", [("latitude", ""), ("longitude", ""), ("days", "")]),
    ("weather__get_alerts", "Active weather warnings of a region", [("state", "")]),
    ("maps__geocode", "Convert an address into coordinates", [("address", "")]),
    ("maps__directions", "Get directions between two places", [("origin", ""), ("destination", ""), ("mode", "driving, walking")]),
    ("maps__search_places", "Search for places near a location", [("query", ""), ("radius", "")]),
    ("jira__createTicket", "Open an issue in a project", [("projectKey", ""), ("summary", ""), ("priority", "")]),
    ("jira__transitionTicket", "Move a ticket to another status", [("status", "")]),
    ("stripe__create_refund", "Refund a payment", [("payment_intent", ""), ("amount", "")]),
    ("stripe__list_invoices", "List invoices of a customer", [("customer", "")]),
    ("memory__create_entities", "Create multiple new entities in the knowledge graph", [("entities", "")]),
    ("memory__search_nodes", "Search for nodes in the knowledge graph based on a query", [("query", "")]),
    ("kubernetes__listPods", "List pods in a namespace", [("namespace", ""), ("labelSelector", "")]),
    ("kubernetes__getPodLogs", "Get logs of a pod", [("container", ""), ("tailLines", "")]),
    ("aws__S3ListBuckets", "Lists all storage buckets", []),
    ("translate__text", "Übersetzt einen Text in eine andere Sprache", [("zielsprache", "")]),
]

private let catalogue: ToolCatalogue = {
    var servers: [(name: String, tools: [ToolDefinition])] = []
    for tool in tools {
        guard let (server, name) = ToolName.split(tool.name) else { continue }
        var properties: JSONObject = [:]
        for (key, description) in tool.parameters { properties[key] = ["type": "string", "description": .string(description)] }
        let definition = ToolDefinition(
            name: name, description: tool.description, inputSchema: ["type": "object", "properties": .object(properties)])
        if let index = servers.firstIndex(where: { $0.name == server }) {
            servers[index].tools.append(definition)
        } else {
            servers.append((server, [definition]))
        }
    }
    return ToolCatalogue(servers: servers, hubTools: BuiltInTool.forScripts.map(\.definition))
}()

@Suite struct ToolSearching {
    private func find(_ query: String) -> [String] { catalogue.search(query).map(\.name) }

    @Test(arguments: [
        // Names, in every way of writing them.
        ("github__create_issue", "github__create_issue"), ("create_issue", "github__create_issue"),
        ("create issue", "github__create_issue"), ("createIssue", "github__create_issue"), ("create-issues", "github__create_issue"),
        ("readfile", "filesystem__read_file"), ("read file", "filesystem__read_file"), ("read files", "filesystem__read_file"),
        ("query", "postgres__query"), ("s3 buckets", "aws__S3ListBuckets"), ("take screenshot", "browser__take-screenshot"),
        ("create event", "calendar__createEvent"), ("events", "calendar__listEvents"), ("pod logs", "kubernetes__getPodLogs"),
        // Words of a task.
        ("send an email to a customer", "gmail__send_email"), ("send a message to a slack channel", "slack__post_message"),
        ("search repos", "github__search_repositories"), ("list the tables of the database", "postgres__list_tables"),
        ("what is the current time", "time__get_current_time"), ("merge pull request", "github__merge_pull_request"),
        ("comment on an issue", "github__add_issue_comment"), ("rename a file", "filesystem__move_file"),
        ("delete rows", "postgres__execute"), ("free slots in my calendar", "calendar__findFreeTime"),
        ("channel history", "slack__get_channel_history"), ("convert between timezones", "time__convert_time"),
        ("file metadata", "filesystem__get_file_info"), ("knowledge graph search", "memory__search_nodes"),
        ("download a URL as markdown", "fetch__fetch"), ("run javascript on the page", "browser__evaluateJavaScript"),
        ("refund payment", "stripe__create_refund"), ("weather warnings", "weather__get_alerts"),
        ("coordinates of an address", "maps__geocode"), ("emoji", "slack__add_reaction"), ("user profile", "slack__get_user_profile"),
        // Parameters.
        ("latitude", "weather__get_forecast"), ("attachments", "gmail__send_email"), ("dry run", "filesystem__edit_file"),
        ("sql", "postgres__query"), ("namespace", "kubernetes__listPods"), ("IANA", "time__get_current_time"),
        // Servers, beginnings, mistakes.
        ("jira create", "jira__createTicket"), ("repo fork", "github__fork_repository"), ("screensh", "browser__take-screenshot"),
        ("forcast", "weather__get_forecast"), ("scrennshot", "browser__take-screenshot"), ("isue comment", "github__add_issue_comment"),
        ("direktions", "maps__directions"), ("übersetzt", "translate__text"), ("geocoding", "maps__geocode"),
        ("refresh", "hub__refreshTools"),
    ])
    func ranksTheRightToolFirst(_ query: String, _ expected: String) {
        let found = find(query)
        #expect(found.first == expected, "\(found.prefix(4))")
    }

    @Test func putsNamesBeforeDescriptions() {
        let found = find("issue")
        #expect(Set(found.prefix(3)) == ["github__create_issue", "github__list_issues", "github__add_issue_comment"])
        #expect(found.dropFirst(3).contains("jira__createTicket"))
    }

    @Test func givesAllToolsForNoWords() {
        for query in ["", "  ", "?!", "__"] {
            #expect(find(query) == catalogue.entries.map(\.name))
        }
        #expect(catalogue.entries.count == tools.count + BuiltInTool.forScripts.count)
    }

    @Test func findsNothingForNonsense() {
        #expect(find("xyzzy plugh") == [])
        // Two mistakes are too many, and short words have to be right.
        #expect(!find("forkazt").contains("weather__get_forecast"))
        #expect(!find("pids").contains("kubernetes__listPods"))
    }

    @Test func correctsOnlyWhatIsNotFoundOtherwise() {
        // "forms" is a word, so "forks" is not meant.
        #expect(!find("forms").contains("github__fork_repository"))
        #expect(find("forms").first == "browser__fill-form")
    }

    @Test func givesTheSameOrderEachTime() {
        let first = find("list all files and messages of a user")
        #expect(first.count > 10)
        for _ in 0..<3 {
            let again = ToolSearch(catalogue.entries).search("list all files and messages of a user", in: catalogue.entries)
            #expect(again.map(\.name) == first)
        }
    }

    @Test func searchesOnlyWhatMayBeSeen() {
        let limited = catalogue.limited(to: Permissions.all.narrowed(servers: ["slack", "hub"]))
        #expect(limited.search("create issue").allSatisfy { $0.server == "hub" || $0.server == "slack" })
        #expect(limited.search("message").first?.name == "slack__post_message")
        #expect(catalogue.search("email", server: "slack").isEmpty)
        #expect(catalogue.search("", server: "slack").count == 7)
        // A word that only hidden tools have may be a mistake.
        #expect(limited.search("thred").first?.name == "slack__reply_to_thread")
    }

    @Test(.timeLimit(.minutes(20)))
    func copesWithMuchText() {
        let word = String(repeating: "word ", count: 100_000)
        let long = String(repeating: "x", count: 1_000_000)
        let entries = (0..<20).map { index in
            CatalogueEntry(
                server: "s", tool: ToolDefinition(name: "t\(index)", description: index == 7 ? word : long, inputSchema: [:]))
        }
        let index = ToolSearch(entries)
        #expect(index.search("word", in: entries).map(\.name) == ["s__t7"])
        #expect(index.search(String(repeating: "t3 ", count: 10_000), in: entries).first?.name == "s__t3")
    }
}
