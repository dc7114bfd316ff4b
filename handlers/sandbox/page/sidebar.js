// Workspace, who I act as, conversations.

import { avatar } from "./avatar.js";
import { h, icon, reconcile } from "./dom.js";
import { menuKeys, openMenu } from "./menu.js";
import { change, channelLabel, isAppChannel, me, store, workspaceName } from "./state.js";

const narrow = matchMedia("(max-width: 720px)");
const list = (id, label) => h("ul", { class: "channel-list", id, "aria-label": label });
const channels = list("channel-list", "Channels");
const direct = list("direct-list", "Direct messages");
const workspace = h("strong", { class: "workspace-name" });
const actor = h("button", {
  type: "button",
  class: "actor",
  id: "actor",
  "aria-haspopup": "menu",
  "aria-expanded": "false",
  onclick: () => openMenu(actor, peopleMenu),
});

export const sidebar = h("nav", { class: "sidebar", id: "sidebar", "aria-label": "Workspace" },
  h("div", { class: "workspace" }, workspace,
    h("button", { type: "button", class: "icon-button drawer-close", "aria-label": "Close sidebar", onclick: () => setDrawer(false) }, icon("close"))),
  h("p", { class: "sidebar-label", id: "actor-label" }, "You act as"),
  actor,
  h("div", { class: "sidebar-scroll" },
    h("h2", { class: "sidebar-label" }, "Channels"), channels,
    h("h2", { class: "sidebar-label" }, "Apps and people"), direct),
  h("button", { type: "button", class: "sidebar-button", id: "open-controls", "aria-expanded": "false", "aria-controls": "side-pane", onclick: toggleControls }, icon("sliders"), "Sandbox controls"));

function toggleControls() {
  change((s) => {
    s.panel = s.panel === "controls" ? null : "controls";
    s.drawer = false;
  });
}

/** Opens or closes the sidebar where it is a drawer, and moves focus with it. */
export function setDrawer(open) {
  change((s) => (s.drawer = open));
  queueMicrotask(() => document.getElementById(open ? "actor" : "open-drawer")?.focus());
}

narrow.addEventListener("change", () => change((s) => (s.drawer = false)));

sidebar.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && store.drawer && !event.defaultPrevented) setDrawer(false);
});

export function renderSidebar() {
  const { snapshot, panel } = store;
  workspace.textContent = workspaceName();
  renderActor();
  const row = (one) => JSON.stringify([one.id, channelLabel(one), one.id === store.channel, store.unread[one.id] ?? 0]);
  reconcile(channels, snapshot.channels.filter((one) => one.kind !== "im"), (one) => one.id, row, entry);
  reconcile(direct, snapshot.channels.filter((one) => one.kind === "im"), (one) => one.id, row, entry);
  document.getElementById("open-controls").setAttribute("aria-expanded", String(panel === "controls"));
  document.body.classList.toggle("drawer-open", store.drawer);
  document.querySelector("main").inert = store.drawer && narrow.matches;
}

function renderActor() {
  const person = me();
  const signature = JSON.stringify(person);
  if (actor.__signature === signature) return;
  actor.__signature = signature;
  actor.setAttribute("aria-label", `You act as ${person.name}, ${person.title}. Change`);
  actor.replaceChildren(avatar(person.id), h("span", { class: "actor-words" }, h("strong", {}, person.name), h("small", {}, person.title)), icon("chevron"));
}

/** Real links, so that a person opens in another tab or window as any link does. */
function peopleMenu() {
  const rows = store.snapshot.people.map((one) => {
    const url = `?as=${encodeURIComponent(one.id)}`;
    const current = one.id === me().id;
    return h("div", { class: "person-row", role: "none" },
      h("a", { class: "menu-item person", role: "menuitem", href: url, "aria-current": current ? "true" : null, data: { person: one.id } },
        avatar(one.id), h("span", { class: "actor-words" }, h("strong", {}, one.name), h("small", {}, `${one.title} · ${one.tz_label ?? one.tz}`))),
      h("a", { class: "icon-button", role: "menuitem", href: url, target: "_blank", rel: "noopener", title: `Open a window as ${one.name}`, "aria-label": `Open a window as ${one.name}` }, icon("window")));
  });
  return h("div", { class: "menu people-menu", role: "menu", "aria-label": "Act as", onkeydown: menuKeys }, rows);
}

function entry(one) {
  const unread = store.unread[one.id] ?? 0;
  const current = one.id === store.channel;
  const sign = one.kind === "im" ? avatar(one.with, "small") : h("span", { class: "hash", "aria-hidden": "true" }, "#");
  const link = h("a", { class: `channel-link${unread ? " unread" : ""}`, href: `#${one.id}`, "aria-current": current ? "page" : null, data: { channel: one.id } },
    sign, h("span", { class: "channel-name" }, channelLabel(one)), isAppChannel(one) && h("span", { class: "badge" }, "APP"),
    unread > 0 && h("span", { class: "dot", data: { unread: String(unread) } }, h("span", { class: "sr-only" }, `${unread} unread`)));
  link.addEventListener("click", () => change((s) => (s.drawer = false)));
  return h("li", {}, link);
}
