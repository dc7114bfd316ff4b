// The one place the page keeps what it knows. Parts read `store`, change it
// through `change`, and are redrawn together once per turn of the event loop.

export const store = {
  snapshot: null,
  connection: "connecting", // connecting | open | lost
  channel: null, // id of the shown conversation
  tab: "messages", // home | messages | about, in the app's direct message
  thread: null, // ts of the open thread's first message
  panel: null, // thread | controls: what the right-hand pane shows
  drawer: false, // sidebar on a narrow screen
  unread: {}, // channel id -> number of messages
  notes: [], // sentences of the sandbox itself, shown like ephemeral messages
  ack: null, // {label, ms, ok, error} of the last delivery
  sent: 0, // messages of this page whose delivery to the app was not heard of yet
};

const listeners = new Set();
let scheduled = false;

/** Changes the store and redraws everything that listens. */
export function change(mutate) {
  mutate(store);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    for (const listener of listeners) listener(store);
  });
}

/** Calls `listener` after every change. */
export function subscribe(listener) {
  listeners.add(listener);
}

/** "Sandbox workspace", whatever of it the team's name leaves out. */
export function workspaceName() {
  const { name } = store.snapshot.team;
  return /workspace$/i.test(name) ? name : `${name} workspace`;
}

export const me = () => store.snapshot.me;

export function person(id) {
  return store.snapshot?.people.find((one) => one.id === id) ?? null;
}

export function channel(id = store.channel) {
  return store.snapshot?.channels.find((one) => one.id === id) ?? null;
}

/** The direct message with the app, where the page opens. */
export function appChannel() {
  const { channels, app } = store.snapshot;
  return channels.find((one) => one.kind === "im" && one.with === app.user_id) ?? null;
}

export const isAppChannel = (one) => Boolean(one) && one.kind === "im" && one.with === store.snapshot.app.user_id;

const SYSTEM = new Set(["USLACKBOT", "SANDBOX"]);

/** Whether a message comes from the workspace itself rather than from somebody in it. */
export const isSystem = (id) => SYSTEM.has(id);

export function userName(id) {
  if (isSystem(id)) return "Sandbox";
  if (id === store.snapshot?.app.user_id) return store.snapshot.app.name;
  return person(id)?.name ?? null;
}

export function channelLabel(one) {
  if (one.kind !== "im") return one.name;
  return userName(one.with) ?? one.name;
}

/** The sandbox's clock in milliseconds, moving on since the last time the server told it. */
export function nowMs() {
  const clock = store.snapshot?.clock;
  if (!clock) return Date.now();
  return Date.parse(clock.now) + (performance.now() - (clock.heardAt ?? performance.now()));
}

/** Adds a sentence of the sandbox to a conversation, visible only here. */
export function addNote(channelId, text, tone = "warning") {
  change((s) => {
    const ts = (nowMs() / 1000).toFixed(6);
    s.notes.push({ ts, channel: channelId, user: "SANDBOX", text, ephemeral: true, note: tone });
  });
}
