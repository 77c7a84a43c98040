// Regular expressions over log lines: exec with groups, test, match, matchAll, named groups.

function run() {
  const levels = ["DEBUG", "INFO", "WARN", "ERROR"];
  const lines = [];
  for (let i = 0; i < 15000; i++) {
    lines.push(`2024-03-${String(1 + i % 28).padStart(2, "0")}T12:${String(i % 60).padStart(2, "0")}:00Z ${levels[i * 7 % 4]} [worker-${i % 8}] request ${i} took ${i % 900}ms path=/api/v1/items/${i}?page=${i % 9} user=u${i % 300}@example.org`);
  }
  const entry = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z (\w+) \[([^\]]+)\] (.*)$/;
  const named = /took (?<time>\d+)ms path=(?<path>[^?]+)\?page=(?<page>\d+)/;
  let total = 0;
  for (let turn = 0; turn < 2; turn++) {
    for (const line of lines) {
      const match = entry.exec(line);
      if (match[7] === "ERROR") total += match[9].length;
      const { groups } = named.exec(line);
      total += Number(groups.time) + groups.path.length + Number(groups.page);
      if (/ERROR|WARN/.test(line)) total++;
      if (/user=u(\d+)@/.test(line)) total += 2;
    }
  }
  const text = lines.join("\n");
  total += text.match(/\bworker-[0-3]\b/g).length;
  for (const match of text.matchAll(/(\w+)=([^\s?&]+)/g)) total += match[2].length;
  total += (text.match(/[\w.]+@[\w.]+\.\w+/g) ?? []).length;
  return total;
}

check(run(), 15163788);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
