// A small ray tracer: spheres, a light, shadows and reflection, with vectors as objects.

class Vector {
  constructor(x, y, z) { this.x = x; this.y = y; this.z = z; }
  plus(v) { return new Vector(this.x + v.x, this.y + v.y, this.z + v.z); }
  minus(v) { return new Vector(this.x - v.x, this.y - v.y, this.z - v.z); }
  times(k) { return new Vector(this.x * k, this.y * k, this.z * k); }
  dot(v) { return this.x * v.x + this.y * v.y + this.z * v.z; }
  unit() { return this.times(1 / Math.sqrt(this.dot(this))); }
}

class Sphere {
  constructor(center, radius, color, mirror) {
    this.center = center; this.radius = radius; this.color = color; this.mirror = mirror;
  }
  hit(origin, direction) {
    const offset = origin.minus(this.center);
    const b = offset.dot(direction);
    const c = offset.dot(offset) - this.radius * this.radius;
    const discriminant = b * b - c;
    if (discriminant <= 0) return Infinity;
    const distance = -b - Math.sqrt(discriminant);
    return distance > 1e-4 ? distance : Infinity;
  }
}

const scene = [
  new Sphere(new Vector(0, -1002, 0), 1000, new Vector(0.6, 0.6, 0.6), 0),
  new Sphere(new Vector(-2, 0, -6), 2, new Vector(0.9, 0.2, 0.2), 0.3),
  new Sphere(new Vector(2, 0.5, -5), 1.5, new Vector(0.2, 0.9, 0.2), 0.5),
  new Sphere(new Vector(0, 2, -9), 3, new Vector(0.2, 0.2, 0.9), 0.2),
];
const light = new Vector(5, 8, 2);

function trace(origin, direction, depth) {
  let nearest = Infinity, target = null;
  for (const sphere of scene) {
    const distance = sphere.hit(origin, direction);
    if (distance < nearest) { nearest = distance; target = sphere; }
  }
  if (target === null) return new Vector(0.5, 0.7, 1).times(0.5 + 0.5 * direction.y);
  const point = origin.plus(direction.times(nearest));
  const normal = point.minus(target.center).unit();
  const toLight = light.minus(point).unit();
  const shadowed = scene.some((sphere) => sphere.hit(point, toLight) < Infinity);
  let color = target.color.times(0.1 + (shadowed ? 0 : Math.max(0, normal.dot(toLight))));
  if (target.mirror > 0 && depth < 3) {
    const reflected = direction.minus(normal.times(2 * normal.dot(direction)));
    color = color.times(1 - target.mirror).plus(trace(point, reflected, depth + 1).times(target.mirror));
  }
  return color;
}

const size = 160, eye = new Vector(0, 1, 3);
let sum = 0;
for (let y = 0; y < size; y++) {
  for (let x = 0; x < size; x++) {
    const color = trace(eye, new Vector(x / size - 0.5, 0.5 - y / size, -1).unit(), 0);
    sum += Math.round(255 * color.x) + Math.round(255 * color.y) * 2 + Math.round(255 * color.z) * 3;
  }
}

check(sum, 16151658);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
