// Applies what the server says to the store. Every event can be applied twice
// and in any order after a snapshot, because reconnecting replays some of them.

import { fetchSnapshot } from "./api.js";
import { announce } from "./dom.js";
import { change, isAppChannel, store, userName } from "./state.js";

let buffered = null; // events heard while a snapshot is on its way
let again = false;

/** Fetches the snapshot and puts events heard meanwhile on top. Returns whether it worked. */
export async function refresh(as) {
  if (buffered) {
    again = true;
    return true;
  }
  buffered = [];
  try {
    const snapshot = await fetchSnapshot(as);
    const late = buffered;
    change((s) => adopt(s, snapshot));
    for (const event of late) change((s) => apply(s, event));
    return true;
  } catch {
    return false;
  } finally {
    buffered = null;
    if (again) {
      again = false;
      await refresh(as);
    }
  }
}

function adopt(s, snapshot) {
  snapshot.clock.heardAt = performance.now();
  for (const fresh of snapshot.channels) {
    const known = s.snapshot?.channels.find((one) => one.id === fresh.id);
    for (const message of known?.messages ?? []) {
      // The server does not keep what only one person could see, as in Slack; the open page does.
      if (message.ephemeral) upsert(fresh.messages, message);
    }
    if (known) countMissed(s, known, fresh);
  }
  s.snapshot = snapshot;
}

function countMissed(s, known, fresh) {
  const seen = new Set(known.messages.map((message) => message.ts));
  for (const message of fresh.messages) {
    if (!seen.has(message.ts)) noteArrival(s, message, s.snapshot.me.id);
  }
}

/** Applies one event of the stream; an event it does not know is answered with a fresh snapshot. */
export function hear(event) {
  if (buffered) buffered.push(event);
  if (!store.snapshot) return;
  let known = true;
  change((s) => {
    known = apply(s, event);
  });
  if (!known) refresh(store.snapshot.me.id);
}

function apply(s, event) {
  const handler = HANDLERS[event.type];
  if (!handler) return false;
  return handler(s, event) !== false;
}

const HANDLERS = {
  message: putMessage,
  message_changed: putMessage,
  ephemeral: putMessage,
  message_deleted: dropMessage,
  view_opened: putView,
  view_updated: putView,
  view_closed: dropView,
  home: (s, { view }) => view !== undefined && Boolean((s.snapshot.home = view) || true),
  notice: (s, { text }) => announce(text),
  clock: (s, { clock }) => clock && Boolean((s.snapshot.clock = { ...clock, heardAt: performance.now() })),
  people: (s, { people }) => people && Boolean((s.snapshot.people = people)),
  app: (s, { app }) => app && Boolean((s.snapshot.app = app)),
  fault: (s, { fault }) => Boolean((s.snapshot.fault = fault) || true),
  delivery: putDelivery,
};

const ERRORS = { timeout: "operation_timeout", late: "operation_timeout", unreachable: "dispatch_failed" };

function putDelivery(s, { delivery }) {
  if (!delivery) return false;
  const same = JSON.stringify(delivery);
  if (s.snapshot.deliveries.some((one) => JSON.stringify(one) === same)) return true;
  s.snapshot.deliveries.push(delivery);
  // Commands and presses learn their acknowledgement from the answer; a message only from here.
  if (s.sent > 0 && delivery.kind.startsWith("event message")) {
    s.sent -= 1;
    const ok = delivery.status === "ok";
    s.ack = { label: "Message", ok, ms: delivery.ack_ms, error: ok ? null : (ERRORS[delivery.status] ?? delivery.status) };
  }
  return true;
}

function putMessage(s, { type, channel, message }) {
  const home = message && s.snapshot.channels.find((one) => one.id === (channel ?? message.channel));
  if (!home) return false;
  message.channel = home.id;
  if (type === "ephemeral") message.ephemeral = true;
  const isNew = upsert(home.messages, message);
  if (isNew && type !== "message_changed") noteArrival(s, message, s.snapshot.me.id);
  return true;
}

function upsert(messages, message) {
  const at = messages.findIndex((one) => one.ts === message.ts);
  if (at >= 0) {
    messages[at] = message;
    return false;
  }
  messages.push(message);
  messages.sort((a, b) => Number(a.ts) - Number(b.ts));
  return true;
}

function noteArrival(s, message, myId) {
  if (message.user === myId) return;
  const shown = s.channel === message.channel && s.tab === "messages" && document.hasFocus();
  announce(`${userName(message.user) ?? "Someone"}: ${message.text ?? ""}`);
  if (!shown) s.unread[message.channel] = (s.unread[message.channel] ?? 0) + 1;
}

function dropMessage(s, { channel, ts }) {
  const home = s.snapshot.channels.find((one) => one.id === channel);
  if (!home) return false;
  home.messages = home.messages.filter((message) => message.ts !== ts);
  return true;
}

function putView(s, { view, views }) {
  if (views) s.snapshot.views = views;
  if (!view) return Boolean(views);
  if (view.type === "home") {
    s.snapshot.home = view;
    return true;
  }
  const at = s.snapshot.views.findIndex((one) => one.id === view.id);
  if (at >= 0) s.snapshot.views[at] = view;
  else if (!views) s.snapshot.views.push(view);
  return true;
}

function dropView(s, { view_id: viewId, views }) {
  if (views) s.snapshot.views = views;
  else if (viewId) s.snapshot.views = s.snapshot.views.filter((view) => view.id !== viewId);
  else s.snapshot.views = [];
  return true;
}

/** Forgets the unread count of what is on screen now. */
export function markRead() {
  const { channel, tab, unread } = store;
  if (!unread[channel]) return;
  if (isAppChannel(store.snapshot.channels.find((one) => one.id === channel)) && tab !== "messages") return;
  change((s) => delete s.unread[channel]);
}
