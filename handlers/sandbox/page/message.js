// One message: who, when, what, and what can be done with it.

import { avatar } from "./avatar.js";
import { renderBlocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { formFor } from "./forms.js";
import { mrkdwn } from "./mrkdwn.js";
import { change, store, userName } from "./state.js";
import { clockTime, longTime } from "./zones.js";

export const millis = (message) => Number(message.ts) * 1000;

/** A message as an article; `grouped` leaves out the name repeated by the message before. */
export function renderMessage(message, { grouped = false, inThread = false } = {}) {
  const name = userName(message.user) ?? message.username ?? "Someone";
  const when = millis(message);
  const node = h("article", {
    class: `message${grouped ? " grouped" : ""}${message.ephemeral ? " ephemeral" : ""}`,
    "aria-label": `${name}, ${clockTime(when)}`,
    data: { ts: message.ts, channel: message.channel, user: message.user, ephemeral: message.ephemeral ? "true" : null },
  });
  const time = h("time", { datetime: new Date(when).toISOString(), title: longTime(when) }, clockTime(when));
  node.append(
    h("div", { class: "gutter" }, grouped ? time : avatar(message.user)),
    h("div", { class: "message-main" },
      message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
      !grouped && h("p", { class: "byline" }, h("strong", {}, name), isApp(message) && h("span", { class: "badge" }, "APP"), time),
      body(message),
      !inThread && replies(message)),
  );
  if (!inThread && !message.ephemeral) node.append(toolbar(message));
  return node;
}

const isApp = (message) => message.bot || message.user === store.snapshot.app.user_id;

function body(message) {
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  if (!message.blocks?.length) return h("div", { class: "text" }, mrkdwn(message.text), edited);
  const scope = {
    container: { type: "message", channel: message.channel, ts: message.ts },
    form: formFor(`message:${message.channel}:${message.ts}`),
    blocks: message.blocks,
    heading: "h3",
  };
  return h("div", { class: "blocks" }, renderBlocks(message.blocks, scope), edited);
}

/** Opens a thread in the right-hand pane. */
export function openThread(ts) {
  change((s) => {
    s.thread = ts;
    s.panel = "thread";
  });
  document.getElementById("thread-text")?.focus();
}

function replies(message) {
  const count = replyCount(message);
  if (count === 0) return null;
  return h("button", { type: "button", class: "replies", data: { thread: message.ts }, onclick: () => openThread(message.ts) },
    count === 1 ? "1 reply" : `${count} replies`);
}

/** How many answers hang on a message, as far as the page or the server knows. */
export function replyCount(message) {
  const home = store.snapshot.channels.find((one) => one.id === message.channel);
  const known = home?.messages.filter((one) => one.thread_ts === message.ts && one.ts !== message.ts && !one.ephemeral).length ?? 0;
  return Math.max(known, message.reply_count ?? 0);
}

function toolbar(message) {
  return h("div", { class: "toolbar" },
    h("button", { type: "button", class: "icon-button", title: "Reply in thread", "aria-label": "Reply in thread", onclick: () => openThread(message.thread_ts ?? message.ts) }, icon("reply")));
}
