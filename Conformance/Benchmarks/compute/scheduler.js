// An operating-system-like simulation: tasks with queues that exchange packets, by virtual calls.

class Packet {
  constructor(link, kind, size) { this.link = link; this.kind = kind; this.size = size; this.hops = 0; }
  appendTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

class Task {
  constructor(scheduler, id, priority) {
    this.scheduler = scheduler; this.id = id; this.priority = priority;
    this.queue = null; this.runs = 0;
  }
  receive(packet) { this.queue = packet.appendTo(this.queue); }
  step() {
    this.runs++;
    const packet = this.queue;
    if (packet === null) return this.idle();
    this.queue = packet.link;
    return this.handle(packet);
  }
  idle() { return false; }
}

class Worker extends Task {
  handle(packet) {
    packet.hops++;
    packet.size = (packet.size * 5 + this.id) & 1023;
    this.scheduler.send(packet, packet.size % 3 === 0 ? 2 : 3);
    return true;
  }
}

class Device extends Task {
  constructor(scheduler, id, priority) { super(scheduler, id, priority); this.pending = null; }
  handle(packet) {
    if (this.pending !== null) this.scheduler.send(this.pending, 4);
    this.pending = packet;
    return true;
  }
  idle() {
    if (this.pending === null) return false;
    const packet = this.pending;
    this.pending = null;
    this.scheduler.send(packet, 4);
    return true;
  }
}

class Dispatcher extends Task {
  handle(packet) {
    this.scheduler.delivered += packet.hops & 7;
    this.scheduler.send(packet, packet.size & 1);
    return true;
  }
}

class Scheduler {
  constructor() { this.tasks = []; this.delivered = 0; this.sent = 0; }
  send(packet, target) { this.sent++; this.tasks[target].receive(packet); }
  run(rounds) {
    let busy = 0;
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < this.tasks.length; i++) if (this.tasks[i].step()) busy++;
    }
    return busy;
  }
}

const scheduler = new Scheduler();
scheduler.tasks.push(new Worker(scheduler, 0, 10), new Worker(scheduler, 1, 20), new Device(scheduler, 2, 30), new Device(scheduler, 3, 40), new Dispatcher(scheduler, 4, 50));
for (let i = 0; i < 12; i++) scheduler.send(new Packet(null, i & 1, i * 77), i & 1);
const busy = scheduler.run(200000);

check(busy + scheduler.delivered + scheduler.sent, 1995036);

function check(actual, expected) {
  if (actual !== expected) throw new Error("checksum " + actual + ", expected " + expected);
  if (typeof print === "function") print(actual);
  else if (typeof console === "object") console.log(actual);
}
