// Backtracking and memoisation: eight queens, subset sums, change making with a cache object.

function queens(size, row, columns, up, down) {
  if (row === size) return 1;
  let count = 0;
  for (let column = 0; column < size; column++) {
    if (columns[column] || up[row + column] || down[row - column + size]) continue;
    columns[column] = up[row + column] = down[row - column + size] = true;
    count += queens(size, row + 1, columns, up, down);
    columns[column] = up[row + column] = down[row - column + size] = false;
  }
  return count;
}

function permutations(list) {
  if (list.length < 2) return [list];
  return list.flatMap((item, i) => permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [item, ...rest]));
}

function change(amount, coins, at, cache) {
  if (amount === 0) return 1;
  if (amount < 0 || at === coins.length) return 0;
  const key = amount + ":" + at;
  if (key in cache) return cache[key];
  return (cache[key] = change(amount - coins[at], coins, at, cache) + change(amount, coins, at + 1, cache));
}

check(queens(8, 0, [], [], []) * 1e6 + permutations([1, 2, 3, 4, 5, 6, 7, 8]).length + change(3000, [1, 2, 5, 10, 20, 50], 0, {}), 21865461976);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
