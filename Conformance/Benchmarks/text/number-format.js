// Numbers to text and back: toString, toFixed, radixes, parseInt, parseFloat, Number, thousands separators.

function thousands(value) {
  return value.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function run() {
  let total = 0;
  for (let i = 0; i < 100000; i++) {
    total += String(i * 1.1).length + (i * 37).toString(16).length + (i / 3).toFixed(3).length;
    total += Number("1." + i) + parseInt(i + "px", 10) + parseFloat("0.5e1");
    total %= 1000003;
  }
  for (let i = 0; i < 20000; i++) total += thousands(i * 1234.5).length;
  for (let i = 0; i < 50000; i++) total += (i * 0.001).toPrecision(4).length + ("" + i).length + (+("0x" + i.toString(16)) === i ? 1 : 0);
  return Math.round(total);
}

check(run(), 1056464);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
