// Getters, setters, instanceof, in, typeof, delete, optional chaining and computed keys.

class Temperature {
  constructor(celsius) { this.celsius = celsius; }
  get fahrenheit() { return this.celsius * 9 / 5 + 32; }
  set fahrenheit(value) { this.celsius = (value - 32) * 5 / 9; }
}

function run() {
  const keys = ["alpha", "beta", "gamma", "delta"];
  const temperature = new Temperature(10);
  let total = 0;
  for (let i = 0; i < 400000; i++) {
    temperature.fahrenheit = i & 255;
    total += temperature.fahrenheit;
    if (temperature instanceof Temperature && "celsius" in temperature) total += 1;
    const object = { [keys[i & 3]]: i & 15, nested: i & 1 ? { deep: 2 } : null };
    total += object.nested?.deep ?? 1;
    total += object.alpha || object.beta || 3;
    if (typeof object.gamma === "number") delete object.gamma;
    total = Math.floor(total) % 1000003;
  }
  return total;
}

check(run(), 966649);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
