// Joins the parts, follows the address bar, and keeps the stream alive.

import { openStream } from "./api.js";
import { h } from "./dom.js";
import { hear, markRead, refresh } from "./events.js";
import { tellOpened } from "./home.js";
import { renderModal } from "./modal.js";
import { pane, renderPane } from "./pane.js";
import { renderSidebar, setDrawer, sidebar } from "./sidebar.js";
import { appChannel, change, channel, channelLabel, isAppChannel, me, store, subscribe, workspaceName } from "./state.js";
import { banner, renderStatus, statusLine } from "./status.js";
import { renderSidePane, sidePane } from "./thread.js";

const FIRST_TRY_MS = 1000;
const loading = document.getElementById("loading");

function draw() {
  if (!store.snapshot || !channel()) return;
  renderSidebar();
  renderPane();
  renderSidePane();
  renderStatus();
  renderModal();
  const unread = Object.values(store.unread).reduce((sum, count) => sum + count, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${channelLabel(channel())} | ${workspaceName()}`;
}

/** The conversation is the address's fragment, so reload and the back button keep it. */
function followHash() {
  const wanted = channel(location.hash.slice(1)) ?? appChannel() ?? store.snapshot.channels[0];
  if (wanted.id === store.channel) return;
  change((s) => {
    s.channel = wanted.id;
    s.tab = "messages";
    s.drawer = false;
    if (s.panel === "thread") s.panel = null;
    s.thread = null;
  });
  queueMicrotask(markRead);
  if (isAppChannel(wanted)) tellOpened("messages");
}

async function firstSnapshot(as) {
  while (!(await refresh(as))) {
    loading.textContent = "The sandbox cannot be reached. Trying again…";
    await new Promise((resume) => setTimeout(resume, FIRST_TRY_MS));
  }
}

async function start() {
  const address = new URL(location.href);
  await firstSnapshot(address.searchParams.get("as"));
  address.searchParams.set("as", me().id);
  history.replaceState(null, "", address);
  const veil = h("div", { class: "veil", onclick: () => setDrawer(false) });
  loading.remove();
  document.getElementById("app").append(banner, h("div", { class: "shell" }, sidebar, veil, pane, sidePane), statusLine);
  subscribe(draw);
  followHash();
  addEventListener("hashchange", followHash);
  addEventListener("focus", markRead);
  openStream(me().id, {
    onOpen: async () => {
      // What happened before or between connections is in the snapshot, not in the stream.
      await refresh(me().id);
      change((s) => (s.connection = "open"));
    },
    onEvent: (event) => {
      hear(event);
      if (document.hasFocus()) markRead();
    },
    onLost: () => change((s) => (s.connection = "lost")),
  });
  document.getElementById("composer-text").focus();
}

start();
