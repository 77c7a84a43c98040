// Planets under gravity: floating-point arithmetic on object fields.

const solarMass = 4 * Math.PI * Math.PI;

class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x; this.y = y; this.z = z;
    this.vx = vx * 365.24; this.vy = vy * 365.24; this.vz = vz * 365.24;
    this.mass = mass * solarMass;
  }
}

const bodies = [
  new Body(0, 0, 0, 0, 0, 0, 1),
  new Body(4.84, -1.16, -0.1036, 0.00166, 0.0077, -0.000069, 0.00095),
  new Body(8.34, 4.12, -0.4035, -0.00277, 0.005, 0.000023, 0.000286),
  new Body(12.89, -15.11, -0.2233, 0.00296, 0.00238, -0.0000297, 0.0000437),
  new Body(15.38, -25.92, 0.1793, 0.00268, 0.00163, -0.0000952, 0.0000515),
];

function advance(dt) {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      const squared = dx * dx + dy * dy + dz * dz;
      const magnitude = dt / (squared * Math.sqrt(squared));
      a.vx -= dx * b.mass * magnitude;
      a.vy -= dy * b.mass * magnitude;
      a.vz -= dz * b.mass * magnitude;
      b.vx += dx * a.mass * magnitude;
      b.vy += dy * a.mass * magnitude;
      b.vz += dz * a.mass * magnitude;
    }
  }
  for (const body of bodies) {
    body.x += dt * body.vx;
    body.y += dt * body.vy;
    body.z += dt * body.vz;
  }
}

function energy() {
  let total = 0;
  bodies.forEach((a, i) => {
    total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (const b of bodies.slice(i + 1)) {
      total -= a.mass * b.mass / Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    }
  });
  return total;
}

for (let step = 0; step < 50000; step++) advance(0.01);

check(energy().toFixed(7), "-0.1685937");

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
