// API Gateway closes a connection that was idle for 10 minutes.
const PING_MS = 4 * 60_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
// A connection that ended sooner doesn't reset the backoff.
const STABLE_MS = 5_000;

/**
 * Keeps a WebSocket open, and opens it again with growing, jittered pauses.
 *
 * @param {string} url
 * @param {{onState: function("connecting"|"connected"|"reconnecting"), onText: function(string)}} listener
 */
export function connect(url, { onState, onText }) {
  let attempt = 0;
  let retry;

  function open() {
    retry = undefined;
    const socket = new WebSocket(url);
    let ping;
    let stable;
    socket.addEventListener("open", () => {
      onState("connected");
      ping = setInterval(() => socket.send('{"action":"ping"}'), PING_MS);
      stable = setTimeout(() => { attempt = 0; }, STABLE_MS);
    });
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") {
        onText(data);
      }
    });
    socket.addEventListener("close", () => {
      clearInterval(ping);
      clearTimeout(stable);
      onState("reconnecting");
      const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
      attempt += 1;
      retry = setTimeout(open, longest * (0.5 + Math.random() / 2));
    });
  }

  // Whoever comes back to the page doesn't wait for the pause to end.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && retry !== undefined) {
      clearTimeout(retry);
      open();
    }
  });

  onState("connecting");
  open();
}
