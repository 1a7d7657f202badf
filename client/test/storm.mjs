import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Tablecast } from "../tablecast.js";
import { seeded } from "./random.mjs";

/** The quota of API Gateway for new connections, and clients that need minutes to reconnect. */
export const FULL = { clients: 100_000, acceptedPerSecond: 500 };

export const SCENARIOS = {
  "all are cut off at once": { cutAt: 30 },
  "all load their page at once, 15 s of errors": { errorsUntil: 15 },
  "all are cut off at once, 5 min of errors": { cutAt: 30, errorsUntil: 330 },
};

const SECOND = 1_000;
const STEP = 100;
const TIMES = [1, 10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 660, 720];
const PAGE = new URL("../../docs/client.md", import.meta.url);
const GENERATED = /(?<=<!-- begin storm -->\n).*(?=<!-- end storm -->)/s;

/** A clock for many timers, in place of the globals that a client uses. */
class Clock {
  now = Date.UTC(2026, 10, 26);
  #due = new Map(); // timers by step

  setTimeout(run, ms) {
    const timer = { run };
    const step = Math.max(Math.ceil((this.now + ms) / STEP), this.now / STEP + 1);
    if (!this.#due.has(step)) {
      this.#due.set(step, []);
    }
    this.#due.get(step).push(timer);
    return timer;
  }

  setInterval(run, ms) {
    const timer = this.setTimeout(() => {
      timer.next = this.setInterval(run, ms);
      run();
    }, ms);
    return timer;
  }

  clear(timer) {
    for (let each = timer; each; each = each.next) {
      each.run = undefined;
    }
  }

  step() {
    this.now += STEP;
    const due = this.#due.get(this.now / STEP) ?? [];
    this.#due.delete(this.now / STEP);
    due.forEach((timer) => timer.run?.());
  }
}

/** A server with a limited rate of handshakes. Refused clients don't learn why. */
class Server {
  unlimited = false;
  failing = false;
  handshakes = 0;
  open = new Set();
  #arrived = [];
  #room = 0;
  #acceptedPerSecond;

  constructor(acceptedPerSecond) {
    this.#acceptedPerSecond = acceptedPerSecond;
  }

  arrive(socket) {
    this.handshakes++;
    this.#arrived.push(socket);
  }

  step() {
    const most = this.#acceptedPerSecond;
    this.#room = Math.min(this.#room + (most * STEP) / SECOND, most);
    for (const socket of this.#arrived.splice(0)) {
      if (this.unlimited || (!this.failing && this.#room >= 1)) {
        this.#room -= this.unlimited ? 0 : 1;
        this.open.add(socket);
        socket.onopen?.({});
      } else {
        socket.onclose?.({ code: 1006 });
      }
    }
  }

  cut() {
    const cut = [...this.open];
    this.open.clear();
    cut.forEach((socket) => socket.onclose?.({ code: 1006 }));
  }
}

/**
 * Runs many clients through a scenario until all are connected or an hour has passed.
 *
 * @return for each second of the storm the number of feeds `waiting` and of `handshakes`; at the end,
 *     the number of feeds `open` and `ended`; and `mostRefusals`, the most in a row for one feed
 */
export async function storm({ cutAt = 0, errorsUntil = 0 }, { clients, acceptedPerSecond }) {
  const clock = new Clock();
  const server = new Server(acceptedPerSecond);
  const restore = replaceGlobals(clock, server);
  try {
    let mostRefusals = 0;
    const feeds = Array.from({ length: clients }, () => {
      const feed = new Tablecast("wss://feed.example.com/live");
      feed.addEventListener("change", () => {});
      feed.addEventListener("refused", ({ detail }) => {
        mostRefusals = Math.max(mostRefusals, detail.count);
      });
      return feed;
    });
    const step = async () => {
      clock.step();
      // Lets promises settle before the next step.
      await new Promise((resolve) => setImmediate(resolve));
      server.step();
      await new Promise((resolve) => setImmediate(resolve));
    };
    server.unlimited = cutAt > 0;
    for (let at = 0; at < cutAt; at += STEP / SECOND) {
      await step();
    }
    server.unlimited = false;
    server.cut();

    const waiting = [];
    const handshakes = [];
    for (let second = 0; second < 3_600 && (second === 0 || server.open.size < clients); second++) {
      server.failing = second < errorsUntil - cutAt;
      const before = server.handshakes;
      for (let ms = 0; ms < SECOND; ms += STEP) {
        await step();
      }
      waiting.push(clients - server.open.size);
      handshakes.push(server.handshakes - before);
    }
    return {
      waiting,
      handshakes,
      open: feeds.filter(({ state }) => state === "open").length,
      ended: feeds.filter(({ state }) => state === "closed").length,
      mostRefusals,
    };
  } finally {
    restore();
  }
}

function replaceGlobals(clock, server) {
  const { setTimeout, clearTimeout, setInterval, clearInterval, WebSocket } = globalThis;
  const { now } = Date;
  const { random } = Math;
  Object.assign(globalThis, {
    setTimeout: (run, ms) => clock.setTimeout(run, ms),
    setInterval: (run, ms) => clock.setInterval(run, ms),
    clearTimeout: (timer) => clock.clear(timer),
    clearInterval: (timer) => clock.clear(timer),
    WebSocket: class {
      constructor() {
        server.arrive(this);
      }

      send(text) {
        const { action, rev } = JSON.parse(text);
        const live = { type: "live", sub: "a", rev, position: "0mb000001.0.v1" };
        this.onmessage?.({ data: JSON.stringify(action === "ping" ? { type: "pong" } : live) });
      }

      close() {
        server.open.delete(this);
      }
    },
  });
  Date.now = () => clock.now;
  Math.random = seeded(20_261_126);
  return () => {
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval, WebSocket });
    Date.now = now;
    Math.random = random;
  };
}

/** Returns the number after a second; empty if the storm was over. */
const after = (numbers, second) => numbers[second - 1]?.toLocaleString("en-US") ?? "";

export function table(storms) {
  const names = Object.keys(storms);
  const lines = [
    ["after", ...names.flatMap((name) => [name, "handshakes/s"])],
    ["--:", ...names.flatMap(() => ["--:", "--:"])],
    ...TIMES.filter((time) => names.some((name) => storms[name].waiting.length >= time - 59)).map((time) => [
      time < 60 ? `${time} s` : `${time / 60} min`,
      ...names.flatMap((name) => {
        const { waiting, handshakes } = storms[name];
        return [after(waiting, time), after(handshakes, time)];
      }),
    ]),
    ["all are back", ...names.flatMap((name) => [`after ${storms[name].waiting.length} s`, ""])],
    ["most refusals", ...names.flatMap((name) => [storms[name].mostRefusals, ""])],
    ["lost", ...names.flatMap((name) => [FULL.clients - storms[name].open, ""])],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** Returns the documented figures as lists of cells. */
export const documented = () =>
  readFileSync(PAGE, "utf8")
    .match(GENERATED)[0]
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const storms = {};
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    storms[name] = await storm(scenario, FULL);
  }
  const page = readFileSync(PAGE, "utf8");
  writeFileSync(
    PAGE,
    page.replace(GENERATED, () => table(storms)),
  );
  console.log(table(storms));
}
