// Pancake flips over all permutations: small integer arrays, index reads and writes.

function fannkuch(n) {
  const order = [], flipped = [], count = [];
  for (let i = 0; i < n; i++) order[i] = i;
  let checksum = 0, most = 0, permutation = 0, r = n;
  for (;;) {
    while (r !== 1) { count[r - 1] = r; r--; }
    for (let i = 0; i < n; i++) flipped[i] = order[i];
    let flips = 0;
    for (let k = flipped[0]; k !== 0; k = flipped[0]) {
      for (let i = 0, j = k; i < j; i++, j--) {
        const saved = flipped[i];
        flipped[i] = flipped[j];
        flipped[j] = saved;
      }
      flips++;
    }
    if (flips > most) most = flips;
    checksum += permutation % 2 === 0 ? flips : -flips;
    for (;;) {
      if (r === n) return checksum * 100 + most;
      const first = order[0];
      for (let i = 0; i < r; i++) order[i] = order[i + 1];
      order[r] = first;
      count[r]--;
      if (count[r] > 0) break;
      r++;
    }
    permutation++;
  }
}

check(fannkuch(9), 862930);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
