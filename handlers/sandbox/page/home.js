// The app's Home tab (its published view) and its About tab.

import { post } from "./api.js";
import { avatar } from "./avatar.js";
import { renderBlocks } from "./blocks.js";
import { h, keepFocus } from "./dom.js";
import { formFor } from "./forms.js";
import { me, store } from "./state.js";

/** Tells the app that its Home or Messages tab was opened, as Slack does every time. */
export async function tellOpened(tab) {
  await post("/page/home", { as: me().id, tab });
}

/** Draws the published view into `panel` when it changed. */
export function homeTab(panel) {
  const view = store.snapshot.home;
  const signature = JSON.stringify([view, store.snapshot.app.installed]);
  if (panel.__signature === signature) return;
  panel.__signature = signature;
  const scroll = panel.scrollTop;
  keepFocus(panel, () => panel.replaceChildren(view ? published(view) : nothingYet()));
  panel.scrollTop = scroll;
}

function published(view) {
  const scope = { container: { type: "view", view_id: view.id }, form: formFor(`view:${view.id}`, view.state?.values), blocks: view.blocks, heading: "h2" };
  return h("div", { class: "home blocks", data: { viewId: view.id } }, renderBlocks(view.blocks, scope));
}

function nothingYet() {
  const { app } = store.snapshot;
  return h("div", { class: "empty" }, avatar(app.user_id, "large"),
    h("p", {}, app.installed ? `${app.name} has not shown anything here yet.` : `${app.name} is not installed.`));
}

/** What the app says about itself, and its commands. */
export function about(app) {
  return h("div", { class: "home about" },
    h("h2", {}, app.name),
    h("p", {}, app.description ?? "An app in this workspace."),
    h("h3", {}, "Commands"),
    h("ul", { class: "command-list" }, app.commands.map((one) =>
      h("li", {}, h("p", {}, h("strong", {}, one.command), " ", h("code", {}, one.usage_hint ?? "")), h("p", { class: "hint" }, one.description ?? "")))),
    h("h3", {}, "Status"),
    h("p", {}, app.installed ? "Installed in this workspace." : "Not installed."));
}
