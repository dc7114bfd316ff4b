// The page's only way to the server. Failures are values with a plain
// sentence, because every caller must show them and keep what was typed.

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 8000;

/** Posts JSON; returns the body, or {ok: false, error, offline?} when it did not get through. */
export async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return { ok: true, ...answer };
    return { error: `The sandbox answered ${response.status}.`, ...answer, ok: false };
  } catch {
    return { ok: false, offline: true, error: "The sandbox cannot be reached." };
  }
}

/** Fetches the whole state of one person; throws when the server is away. */
export async function fetchSnapshot(as) {
  const query = as ? `?as=${encodeURIComponent(as)}` : "";
  const response = await fetch(`/page/snapshot${query}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`snapshot ${response.status}`);
  return response.json();
}

/**
 * Keeps a stream open for one person, for as long as the page lives.
 * `onOpen` runs after every connection, so the page can fetch what it missed.
 */
export function openStream(as, { onOpen, onEvent, onLost }) {
  let wait = FIRST_RETRY_MS;
  let timer = null;
  const connect = () => {
    timer = null;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/page/stream?as=${encodeURIComponent(as)}`);
    socket.addEventListener("open", () => {
      wait = FIRST_RETRY_MS;
      onOpen();
    });
    socket.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      onLost();
      timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_RETRY_MS);
    });
  };
  const retryNow = () => {
    if (timer === null) return;
    clearTimeout(timer);
    wait = FIRST_RETRY_MS;
    connect();
  };
  // Coming back to the tab or the network is the moment people look: do not make them wait.
  window.addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && retryNow());
  connect();
  return retryNow;
}
