// Which people matter most to which project? Combines issues, repositories, orders and users of three servers.
// Run it with: jsexec exec --demo --file docs/examples/aggregate.js

const org = input.org ?? "modelcontextprotocol";

// 1. The repositories of the organisation that are worth looking at, largest first.
const repos = mcp.callTool("github__list_repos", { org })
  .filter(repo => repo.stars >= 100)
  .sort((a, b) => b.stars - a.stars);
mcp.log("info", "repositories", { org, count: repos.length });

// 2. Their open issues, all at the same time.
const answers = mcp.callTools(
  repos.map(repo => ({ tool: "github__list_issues", params: { repo: repo.full_name, state: "open" } })));
const issues = answers.flatMap((answer, index) => {
  if (answer.ok) return answer.result;
  mcp.log("warn", "no issues", { repo: repos[index].full_name, reason: answer.error.message });
  return [];
});

// 3. Active users and what they have ordered.
const users = mcp.callTool("database__query", { table: "users", where: { active: true } });
const orders = mcp.callTool("database__query", { table: "orders" });
const spent = new Map();
for (const { user, total } of orders) spent.set(user, (spent.get(user) ?? 0) + total);

// 4. The contact list, if somebody has left one.
let contacts = {};
if (mcp.callTool("filesystem__file_exists", { path: "/tmp/contacts.json" })) {
  contacts = JSON.parse(mcp.callTool("filesystem__read_file", { path: "/tmp/contacts.json" }));
}

const people = users
  .map(({ name, email }) => ({
    name,
    email: contacts[name] ?? email,
    spent: spent.get(name) ?? 0,
    issues: issues.filter(issue => issue.author === name).map(issue => `${issue.repo}#${issue.number}`),
  }))
  .filter(person => person.issues.length > 0)
  .sort((a, b) => b.spent - a.spent);

return {
  org,
  stars: repos.reduce((sum, repo) => sum + repo.stars, 0),
  openIssues: issues.length,
  people,
};
