// When did things happen, seen from Tokyo? Walks the history of a git repository and converts the time of every commit.

const text = mcp.callTool("git__git_log", { repo_path: input.repository, max_count: 10 });
const commits = text.split(/^Commit: /m).slice(1).map(entry => {
  const [, hash, author, hour, message] =
    entry.match(/^(\w+)\nAuthor: (.*)\nDate: \S+ (\d\d:\d\d):\d\d\S*\nMessage: (.*)/);
  return { hash, author, hour, message };
});

const conversions = mcp.callTools(commits.map(({ hour }) => ({
  tool: "time__convert_time",
  params: { source_timezone: "UTC", time: hour, target_timezone: "Asia/Tokyo" },
})));

const history = commits.map(({ hash, author, message }, index) => {
  const shown = mcp.callTool("git__git_show", { repo_path: input.repository, revision: hash });
  return {
    author,
    message,
    hour: conversions[index].result.target.datetime.slice(11, 16),
    files: [...shown.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(match => match[1]),
  };
});

const codes = [["time__get_current_time", {}], ["time__get_current_time", { timezone: "Nowhere" }], ["time__gettime", {}]]
  .map(([name, params]) => {
    try { mcp.callTool(name, params); } catch (error) { return error.code; }
  });

return { history, authors: Object.groupBy(history, commit => commit.author).Ada.length, codes };
