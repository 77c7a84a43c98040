// Arrays as stacks, queues and tables: push, pop, shift, splice, concat, slice, indexOf, includes, flat.

function run() {
  let total = 0;
  const grid = Array.from({ length: 200 }, () => new Array(200).fill(-1));
  for (let turn = 0; turn < 4; turn++) {
    for (const row of grid) row.fill(-1);
    const queue = [[0, 0]];
    grid[0][0] = 0;
    while (queue.length > 0) {
      const [x, y] = queue.shift();
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        const nx = x + dx, ny = y + dy;
        if (nx < 0 || ny < 0 || nx >= 200 || ny >= 200 || grid[ny][nx] !== -1 || (nx * 7 + ny * 13) % 11 === 0) continue;
        grid[ny][nx] = grid[y][x] + 1;
        queue.push([nx, ny]);
      }
    }
    total += grid[199][198];
  }
  total += grid.flat().filter((value) => value > 100).length;
  const list = [];
  for (let i = 0; i < 300000; i++) { list.push(i); if (i % 3 === 0) total += list.pop() & 1; }
  const numbers = Array.from({ length: 2000 }, (_, i) => i * 3);
  for (let i = 0; i < 2000; i++) total += numbers.indexOf(i) + (numbers.includes(i * 2) ? 1 : 0);
  for (let i = 0; i < 3000; i++) { numbers.splice(i % 1000, 1, i, i + 1); numbers.splice(5, 1); }
  for (let i = 0; i < 3000; i++) total += numbers.slice(i % 100, 500).concat([i]).length;
  return total + numbers.length;
}

check(run(), 1661526);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
