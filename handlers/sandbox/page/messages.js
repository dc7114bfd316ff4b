// Lists of messages, for the conversation and for a thread. The list follows
// the newest message unless somebody scrolled up to read.

import { h, icon, reconcile } from "./dom.js";
import { millis, renderMessage, replyCount } from "./message.js";
import { channel, isAppChannel, nowMs, store } from "./state.js";
import { dayWords } from "./zones.js";

const GROUP_MS = 5 * 60 * 1000;
const NEAR_BOTTOM_PX = 60;

/** A scrolling list; `render(items)` shows them and keeps the reading position. */
export function messageList({ label, inThread }) {
  const rows = h("div", { class: "rows" });
  const scroller = h("div", { class: "messages", role: "region", "aria-label": label, tabindex: "0" }, rows);
  const jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => toBottom() }, icon("down"), "New messages");
  let shownFor = null;
  let count = 0;
  let pinned = true;
  let lastTop = 0;
  const toBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
    lastTop = scroller.scrollTop;
  };
  const atBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  const watch = () => {
    // Only moving up is a wish to stay there; content that grew meanwhile is not.
    if (atBottom()) pinned = true;
    else if (scroller.scrollTop < lastTop - 1) pinned = false;
    lastTop = scroller.scrollTop;
    if (pinned) jump.hidden = true;
  };
  const follow = () => {
    watch(); // scroll events come late: a message may be faster
    if (pinned) toBottom();
  };
  scroller.addEventListener("scroll", watch);
  // A menu, an error line or a window made smaller changes heights without new messages.
  const sizes = new ResizeObserver(follow);
  sizes.observe(scroller);
  sizes.observe(rows);
  const render = (items, viewing) => {
    const moved = viewing !== shownFor;
    const grew = items.length > count;
    const mine = grew && items.at(-1)?.message?.user === store.snapshot.me.id;
    watch();
    if (moved) rows.replaceChildren();
    reconcile(rows, items, (item) => item.key, (item) => item.signature, (item) => item.build({ inThread }));
    shownFor = viewing;
    count = items.length;
    if (moved || mine) pinned = true;
    if (pinned) toBottom();
    else if (grew) jump.hidden = false;
  };
  return { node: h("div", { class: "message-list" }, scroller, jump), render };
}

/** Rows of a conversation: its beginning, days, and messages outside threads. */
export function conversationRows(intro) {
  const home = channel();
  const all = withNotes(home).filter((message) => !message.thread_ts || message.thread_ts === message.ts || message.ephemeral);
  return [introRow(home, intro), ...rowsOf(all, true)];
}

/** Rows of a thread: its first message and the answers. */
export function threadRows(ts) {
  const all = channel().messages.filter((message) => message.ts === ts || message.thread_ts === ts);
  return rowsOf(all, false);
}

function withNotes(home) {
  const notes = store.notes.filter((note) => note.channel === home.id);
  return [...home.messages, ...notes].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function introRow(home, intro) {
  const signature = JSON.stringify([home.id, store.snapshot.app, isAppChannel(home)]);
  return { key: "intro", signature, build: () => intro(home) };
}

function rowsOf(messages, withDays) {
  const rows = [];
  let before = null;
  for (const message of messages) {
    const words = dayWords(millis(message), nowMs());
    const newDay = withDays && (!before || dayWords(millis(before), nowMs()) !== words);
    if (newDay) rows.push({ key: `day ${words} ${message.ts}`, signature: words, build: () => h("div", { class: "day", role: "separator", "aria-label": words }, h("span", {}, words)) });
    const grouped = !newDay && follows(before, message);
    rows.push({
      key: `message ${message.ts}`,
      signature: JSON.stringify([message, grouped, replyCount(message), store.snapshot.people]),
      message,
      build: (place) => renderMessage(message, { ...place, grouped }),
    });
    before = message;
  }
  return rows;
}

function follows(before, message) {
  return Boolean(before) && before.user === message.user && !before.ephemeral && !message.ephemeral && millis(message) - millis(before) < GROUP_MS && replyCount(before) === 0;
}
