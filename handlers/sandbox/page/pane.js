// The middle of the page: header, tabs of the app's direct message, messages, composer.

import { avatar } from "./avatar.js";
import { failureWords, recordAck } from "./actions.js";
import { post } from "./api.js";
import { composer } from "./composer.js";
import { h, icon, keepFocus } from "./dom.js";
import { refresh } from "./events.js";
import { about, homeTab, tellOpened } from "./home.js";
import { conversationRows, messageList } from "./messages.js";
import { addNote, appChannel, change, channel, channelLabel, isAppChannel, me, store } from "./state.js";
import { setDrawer } from "./sidebar.js";

const TABS = { home: "Home", messages: "Messages", about: "About" };
const START = "/negotiate prep";

const title = h("div", { class: "pane-title" });
const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Views of the app", onkeydown: moveTab });
const list = messageList({ label: "Messages", inThread: false });
const write = composer({ id: "composer-text", label: "Message", send, commands: () => store.snapshot.app.commands });
const messagesPanel = h("div", { class: "panel", id: "panel-messages", role: "tabpanel", "aria-labelledby": "tab-messages" }, list.node, write.node);
const homePanel = h("div", { class: "panel", id: "panel-home", role: "tabpanel", "aria-labelledby": "tab-home", tabindex: "0" });
const aboutPanel = h("div", { class: "panel", id: "panel-about", role: "tabpanel", "aria-labelledby": "tab-about", tabindex: "0" });

export const pane = h("main", { class: "pane" },
  h("header", { class: "pane-head" },
    h("button", { type: "button", class: "icon-button", id: "open-drawer", "aria-label": "Open sidebar", onclick: () => setDrawer(true) }, icon("menu")),
    title, tabs),
  messagesPanel, homePanel, aboutPanel);

export function renderPane() {
  const here = channel();
  const isApp = isAppChannel(here);
  const tab = isApp ? store.tab : "messages";
  pane.dataset.channel = here.id;
  renderHead(here, isApp, tab);
  for (const [name, panel] of Object.entries({ messages: messagesPanel, home: homePanel, about: aboutPanel })) panel.hidden = name !== tab;
  // Without tabs the panel is nobody's tab panel.
  for (const [name, value] of [["role", "tabpanel"], ["aria-labelledby", "tab-messages"]]) {
    if (isApp) messagesPanel.setAttribute(name, value);
    else messagesPanel.removeAttribute(name);
  }
  if (tab === "home") homeTab(homePanel);
  if (tab === "about") redrawWhenChanged(aboutPanel, store.snapshot.app, about);
  list.render(conversationRows(intro), here.id);
  write.show(`draft ${me().id} ${here.id}`, `Message ${here.kind === "im" ? channelLabel(here) : `#${here.name}`}`);
}

function redrawWhenChanged(panel, data, build) {
  const signature = JSON.stringify(data);
  if (panel.__signature === signature) return;
  panel.__signature = signature;
  keepFocus(panel, () => panel.replaceChildren(build(data)));
}

function renderHead(here, isApp, tab) {
  redrawWhenChanged(title, [here.id, channelLabel(here), isApp], () =>
    h("h1", {}, here.kind === "im" ? avatar(here.with, "small") : h("span", { class: "hash", "aria-hidden": "true" }, "#"), channelLabel(here)));
  tabs.hidden = !isApp;
  redrawWhenChanged(tabs, [tab, isApp], () => {
    const fragment = document.createDocumentFragment();
    fragment.append(...Object.entries(TABS).map(([name, words]) => tabButton(name, words, name === tab)));
    return fragment;
  });
}

function tabButton(name, words, selected) {
  return h("button", {
    type: "button",
    class: "tab",
    id: `tab-${name}`,
    role: "tab",
    "aria-selected": String(selected),
    "aria-controls": `panel-${name}`,
    tabindex: selected ? "0" : "-1",
    data: { tab: name },
    onclick: () => showTab(name),
  }, words);
}

/** Shows a tab of the app's direct message. */
export function showTab(name) {
  if (store.tab === name) return;
  change((s) => (s.tab = name));
  if (name !== "about") tellOpened(name);
}

function moveTab(event) {
  const names = Object.keys(TABS);
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  showTab(names[(names.indexOf(store.tab) + by + names.length) % names.length]);
  queueMicrotask(() => document.getElementById(`tab-${store.tab}`).focus());
}

/** The beginning of a conversation; in the app's own, how to start within a minute. */
function intro(here) {
  if (!isAppChannel(here)) {
    const words = here.kind === "im" ? `This is the beginning of your conversation with ${channelLabel(here)}.` : `This is the beginning of #${here.name}.`;
    return h("section", { class: "intro" }, h("p", {}, words));
  }
  const app = store.snapshot.app;
  return h("section", { class: "intro welcome", "aria-label": "Welcome" },
    avatar(app.user_id, "large"),
    h("div", {},
      h("h2", {}, `This is ${app.name}`),
      h("p", {}, "A practice workspace on your own machine: nothing you do here leaves it."),
      app.installed
        ? h("p", { class: "welcome-start" }, h("span", {}, "Type ", h("code", {}, START), " to start"),
          h("button", { type: "button", class: "button button-primary", id: "welcome-start", onclick: offerStart }, "Put it in the composer"))
        : h("p", { class: "welcome-start" }, `${app.name} is not installed. Install it in “Sandbox controls”.`)));
}

function offerStart() {
  if (store.channel !== appChannel().id) location.hash = appChannel().id;
  write.offer(START);
}

async function send(text) {
  const here = store.channel;
  return text.startsWith("/") ? sendCommand(here, text) : sendMessage(here, text);
}

/** Sends a message; also used by the thread pane. */
export async function sendMessage(here, text, threadTs) {
  if (isAppChannel(channel(here))) change((s) => (s.sent += 1));
  const answer = await post("/page/message", { as: me().id, channel: here, text, thread_ts: threadTs });
  if (!answer.ok) {
    change((s) => (s.sent = 0));
    addNote(here, `Your message was not sent: ${answer.error} It is back in the composer.`);
  } else if (store.connection !== "open") await refresh(me().id);
  return answer.ok;
}

async function sendCommand(here, text) {
  const [name] = text.split(/\s/, 1);
  const known = name === "/invite" || store.snapshot.app.commands.some((one) => one.command === name);
  if (!known) {
    addNote(here, `${name} is not a command of this workspace. A message that starts with “/” is read as a command.`);
    return false;
  }
  const answer = await post("/page/command", { as: me().id, channel: here, command: name, text: text.slice(name.length).trim() });
  recordAck(name, answer);
  if (!answer.ok) addNote(here, `${failureWords(name, answer.error)} Your text is back in the composer.`);
  if (store.connection !== "open") await refresh(me().id);
  return answer.ok;
}
