"use strict";
const issues = [
  {id: 1, title: "Crash when the file is empty", labels: ["bug", "urgent"], comments: 12},
  {id: 2, title: "Add an option for colours", labels: ["feature"], comments: 3},
  {id: 3, title: "Wrong total on the second page", labels: ["bug"], comments: 7},
  {id: 4, title: "Typing errors in the guide", labels: ["documentation"], comments: 0},
];
function countBy(list, keysOf) {
  const counts = new Map();
  for (const item of list)
    for (const key of keysOf(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
const open = issues.filter(issue => issue.comments > 0).map(({id, title}) => ({id, title: title.toUpperCase()}));
const words = issues.flatMap(issue => issue.title.toLowerCase().split(" ")).filter(word => /^[a-z]{4,}$/.test(word));
let text = "";
for (let i = 0; i < words.length; i++) text += `${i}: ${words[i]}; `;
JSON.stringify({open, labels: countBy(issues, issue => issue.labels), words: words.length, text: text.length});
