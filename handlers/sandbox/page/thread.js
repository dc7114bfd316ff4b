// The right-hand pane: a thread, or the sandbox's controls.

import { composer } from "./composer.js";
import { controls, renderControls } from "./controls.js";
import { h, icon } from "./dom.js";
import { messageList, threadRows } from "./messages.js";
import { sendMessage } from "./pane.js";
import { change, channel, channelLabel, me, store } from "./state.js";

const list = messageList({ label: "Thread", inThread: true });
const write = composer({ id: "thread-text", label: "Reply in thread", send: (text) => sendMessage(store.channel, text, store.thread), commands: () => [] });
const where = h("small", {});
const heading = h("h2", { id: "side-title" });
const thread = h("div", { class: "thread" }, list.node, write.node);

export const sidePane = h("aside", { class: "side-pane", id: "side-pane", "aria-labelledby": "side-title", hidden: true },
  h("header", { class: "pane-head" },
    h("div", { class: "pane-title" }, heading, where),
    h("button", { type: "button", class: "icon-button", id: "close-side", "aria-label": "Close", onclick: closePane }, icon("close"))),
  thread, controls);

sidePane.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) closePane();
});

function closePane() {
  const from = store.panel === "controls" ? "open-controls" : "composer-text";
  change((s) => {
    s.panel = null;
    s.thread = null;
  });
  queueMicrotask(() => document.getElementById(from)?.focus());
}

export function renderSidePane() {
  const { panel, thread: ts } = store;
  const isThread = panel === "thread" && channel().messages.some((one) => one.ts === ts || one.thread_ts === ts);
  sidePane.hidden = !isThread && panel !== "controls";
  document.body.classList.toggle("side-open", !sidePane.hidden);
  thread.hidden = !isThread;
  controls.hidden = panel !== "controls";
  heading.textContent = isThread ? "Thread" : "Sandbox controls";
  where.textContent = isThread ? channelLabel(channel()) : "";
  if (isThread) {
    list.render(threadRows(ts), `${store.channel} ${ts}`);
    write.show(`draft ${me().id} ${store.channel} ${ts}`, "Reply…");
  }
  if (panel === "controls") renderControls();
}
