/** Installs Web Locks and BroadcastChannel for pages of one origin, within a test. */
export function installTabs(t) {
  const channels = new Set();
  const before = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class {
    constructor(name) {
      this.name = name;
      channels.add(this);
    }

    postMessage(message) {
      if (!channels.has(this)) {
        throw new DOMException("it is closed", "InvalidStateError");
      }
      for (const other of channels) {
        if (other !== this && other.name === this.name) {
          const data = structuredClone(message);
          queueMicrotask(() => channels.has(other) && other.onmessage?.({ data }));
        }
      }
    }

    close() {
      channels.delete(this);
    }
  };
  const locks = new Locks();
  navigator.locks = locks;
  t.after(() => (globalThis.BroadcastChannel = before));
  return { channels, locks };
}

/** Exclusive locks. */
class Locks {
  #queues = new Map(); // requests by name; the first holds the lock

  /** Returns the names of held locks. */
  get held() {
    return [...this.#queues.keys()];
  }

  request(name, ...rest) {
    const [{ signal, steal } = {}, run] = rest.length > 1 ? rest : [{}, ...rest];
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      const request = { resolve, reject, run };
      if (steal) {
        queue.shift()?.reject(new DOMException("it is stolen", "AbortError"));
        queue.unshift(request);
        this.#grant(name);
        return;
      }
      queue.push(request);
      signal?.addEventListener("abort", () => {
        if (!request.isGranted) {
          this.#remove(name, request);
          reject(signal.reason);
        }
      });
      if (queue.length === 1) {
        this.#grant(name);
      }
    });
  }

  #grant(name) {
    const [request] = this.#queues.get(name) ?? [];
    if (request && !request.isGranted) {
      request.isGranted = true;
      queueMicrotask(async () => {
        try {
          request.resolve(await request.run());
        } catch (error) {
          request.reject(error);
        }
        this.#remove(name, request);
      });
    }
  }

  #remove(name, request) {
    const left = (this.#queues.get(name) ?? []).filter((other) => other !== request);
    this.#queues.set(name, left);
    if (left.length) {
      this.#grant(name);
    } else {
      this.#queues.delete(name);
    }
  }
}
