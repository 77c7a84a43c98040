// Class construction, inheritance, super calls, private fields, static members, accessors.

class Shape {
  #id;
  static created = 0;
  constructor(id) {
    this.#id = id;
    Shape.created++;
  }
  get id() { return this.#id; }
  area() { return 0; }
  describe() { return this.area() + this.id; }
}

class Rectangle extends Shape {
  scale = 2;
  constructor(id, width, height) {
    super(id);
    this.width = width;
    this.height = height;
  }
  area() { return this.width * this.height; }
}

class Square extends Rectangle {
  constructor(id, side) { super(id, side, side); }
  area() { return super.area() + this.scale; }
}

function run() {
  let total = 0;
  for (let i = 0; i < 250000; i++) {
    const shape = i % 3 === 0 ? new Shape(i) : i % 3 === 1 ? new Rectangle(i, 3, i & 15) : new Square(i, i & 7);
    total = (total + shape.describe()) % 1000003;
  }
  return total + Shape.created;
}

check(run(), 531206);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
