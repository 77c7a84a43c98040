// filter, map, reduce, find, some, every over 100,000 objects.

function run() {
  const orders = Array.from({ length: 100000 }, (_, i) => ({
    id: i, customer: "c" + i % 1000, amount: (i * 7919) % 500, status: i % 3 === 0 ? "open" : "paid", items: i % 5,
  }));
  let total = 0;
  for (let turn = 0; turn < 5; turn++) {
    total += orders
      .filter((order) => order.status === "open" && order.amount > 100)
      .map((order) => ({ id: order.id, price: order.amount * 1.25 }))
      .reduce((sum, order) => sum + order.price, 0);
    total += orders.map((order) => order.amount).filter((amount) => amount % 2).length;
    total += orders.findIndex((order) => order.id === 90000);
    total += orders.some((order) => order.amount > 1000) ? 1 : 0;
    total += orders.every((order) => order.items < 5) ? 1 : 0;
    total += orders.flatMap((order) => order.items > 3 ? [order.id, order.items] : []).length;
  }
  return Math.round(total);
}

check(run(), 50770011);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
