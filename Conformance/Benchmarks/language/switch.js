// A small virtual machine: a loop around a switch on integers, another around one on strings.

function interpret(program, turns) {
  const stack = [];
  let pc = 0, accumulator = 1, executed = 0;
  while (executed < turns) {
    executed++;
    switch (program[pc++]) {
      case 0: stack.push(accumulator); break;
      case 1: accumulator = (accumulator + stack.pop()) & 0xffff; break;
      case 2: accumulator = (accumulator * 31) & 0xffff; break;
      case 3: accumulator ^= 0x55; break;
      case 4: if (accumulator & 1) pc++; break;
      case 5: accumulator++; break;
      case 6: accumulator = accumulator >> 1; break;
      case 7: accumulator |= 16; break;
      case 8: pc = 0; break;
      default: return -1;
    }
  }
  return accumulator;
}

function classify(words, turns) {
  let total = 0;
  for (let i = 0; i < turns; i++) {
    switch (words[i % words.length]) {
      case "add": total += 1; break;
      case "remove": total += 2; break;
      case "rename": total += 3; break;
      case "list": total += 4; break;
      default: total += 5;
    }
  }
  return total;
}

check(interpret([0, 2, 3, 4, 5, 1, 0, 6, 7, 1, 8], 5000000) + classify(["add", "rename", "list", "remove", "unknown"], 2000000), 6028137);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
