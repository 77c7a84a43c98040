// try, catch, finally: the cheap path, and exceptions thrown through several calls.

class RangeProblem extends Error {
  constructor(value) {
    super("out of range: " + value);
    this.value = value;
  }
}

function validate(value) {
  if (value % 10 === 0) throw new RangeProblem(value);
  return value;
}

function guarded(value) {
  let state = 0;
  try {
    state = validate(value);
  } finally {
    state++;
  }
  return state;
}

function run() {
  let total = 0;
  for (let i = 0; i < 600000; i++) {
    try {
      total = (total + guarded(i)) % 1000003;
    } catch (error) {
      if (!(error instanceof RangeProblem)) throw error;
      total = (total + error.message.length) % 1000003;
    }
  }
  for (let i = 0; i < 100000; i++) {
    try {
      if (i % 4 === 0) null.field;
    } catch {
      total++;
    }
  }
  return total;
}

check(run(), 267886);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
