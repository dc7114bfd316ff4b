// The stack of forms in front of the page. One <dialog> shows the top view;
// values of the views beneath stay in their forms until those are closed.

import { failureWords, recordAck } from "./actions.js";
import { post } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { announce, h, icon, keepFocus } from "./dom.js";
import { refresh } from "./events.js";
import { check, forgetViewsExcept, formFor } from "./forms.js";
import { closeMenu } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { change, me, store } from "./state.js";

const dialog = h("dialog", { class: "dialog modal", role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-title" });
document.body.append(dialog);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault(); // the server decides when a view is gone
  close(top(), false);
});
dialog.addEventListener("keydown", trapFocus);

let opener = null;
let shown = null; // id and look of the drawn view

const top = () => store.snapshot.views.at(-1);
const formOf = (view) => formFor(`view:${view.id}`, view.state?.values);

/** Draws the top of the stack, or closes the dialog when the stack is empty. */
export function renderModal() {
  const { views } = store.snapshot;
  forgetViewsExcept([...views.map((view) => view.id), store.snapshot.home?.id]);
  const view = views.at(-1);
  if (!view) return dismiss();
  const form = formOf(view);
  const look = JSON.stringify([view, views.length, form.errors, form.trouble, form.busy]);
  if (shown?.id === view.id && shown.look === look && dialog.open) return;
  const isNew = shown?.id !== view.id;
  const scroll = isNew ? 0 : (dialog.querySelector(".modal-body")?.scrollTop ?? 0);
  shown = { id: view.id, look };
  closeMenu();
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  keepFocus(dialog, () => dialog.replaceChildren(...parts(view, form, views.length)));
  dialog.dataset.viewId = view.id;
  dialog.dataset.callbackId = view.callback_id ?? "";
  dialog.querySelector(".modal-body").scrollTop = scroll;
  if (isNew || !dialog.contains(document.activeElement)) focusFirst();
}

function dismiss() {
  shown = null;
  if (!dialog.open) return;
  closeMenu();
  dialog.close();
  dialog.replaceChildren();
  delete dialog.dataset.viewId;
  // The opener may have been redrawn meanwhile; the composer is the next best place.
  const back = opener?.isConnected ? opener : document.querySelector("#composer-text");
  opener = null;
  back?.focus();
}

function focusFirst() {
  const wanted = dialog.querySelector(".modal-body [autofocus]")
    ?? dialog.querySelector(".modal-body :is(input, textarea, select)")
    ?? dialog.querySelector(".modal-body button, .modal-foot .button-primary, .modal-foot button");
  (wanted ?? dialog).focus();
}

function parts(view, form, depth) {
  const scope = { container: { type: "view", view_id: view.id }, form, blocks: view.blocks, heading: "h3" };
  return [
    h("header", { class: "modal-head" },
      depth > 1 && h("button", { type: "button", class: "icon-button", "aria-label": "Back to the form before", onclick: () => close(view, false) }, icon("back")),
      h("h2", { id: "modal-title", class: "dialog-title" }, plain(view.title?.text)),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", data: { modalClose: "all" }, onclick: () => close(view, true) }, icon("close"))),
    h("div", { class: "modal-trouble", role: "alert" }, form.trouble && h("p", {}, icon("warning"), form.trouble)),
    h("form", { class: "modal-body blocks", id: "modal-form", novalidate: true, onsubmit: (event) => submit(event, view) },
      renderBlocks(view.blocks, scope)),
    h("footer", { class: "modal-foot" },
      h("button", { type: "button", class: "button", data: { modalClose: "one" }, onclick: () => close(view, false) }, plain(view.close?.text) || "Close"),
      view.submit && h("button", {
        type: "submit",
        form: "modal-form",
        class: "button button-primary",
        data: { modalSubmit: "" },
        "aria-busy": form.busy ? "true" : null,
      }, plain(view.submit.text))),
  ];
}

async function submit(event, view) {
  event.preventDefault();
  const form = formOf(view);
  if (form.busy || !view.submit) return;
  const errors = check(form, view.blocks);
  if (Object.keys(errors).length > 0) return showErrors(view, errors);
  redraw(form, { busy: true, trouble: null, errors: {} });
  const answer = await post("/page/submit", { as: me().id, view_id: view.id, state: form.state(view.blocks) });
  form.busy = false;
  recordAck(`“${plain(view.submit.text)}”`, answer);
  const wrong = answer.errors ?? answer.response?.errors;
  if (wrong && Object.keys(wrong).length > 0) return showErrors(view, wrong);
  if (!answer.ok) return redraw(form, { trouble: "We had some trouble connecting. Your entries are kept; try again?" });
  redraw(form, {});
  await refresh(me().id);
}

function redraw(form, state) {
  change(() => Object.assign(form, state));
}

function showErrors(view, errors) {
  redraw(formOf(view), { errors, trouble: null });
  queueMicrotask(() => {
    announce(Object.values(errors).join(" "));
    const first = [...dialog.querySelectorAll("[aria-invalid]")][0];
    const field = first?.matches(".choices") ? first.querySelector("input") : first;
    field?.focus();
  });
}

async function close(view, all) {
  if (!view) return;
  const answer = await post("/page/close", { as: me().id, view_id: view.id, all });
  if (answer.offline) {
    redraw(formOf(view), { trouble: failureWords("Closing", answer.error) });
    return;
  }
  change((s) => {
    s.snapshot.views = all ? [] : s.snapshot.views.filter((one) => one.id !== view.id);
  });
  await refresh(me().id);
}

/** Tab goes round inside the dialog instead of leaving for the browser's own controls. */
function trapFocus(event) {
  if (event.key !== "Tab") return;
  const stops = [...dialog.querySelectorAll("a[href], button, input, select, textarea, [tabindex='0']")]
    .filter((node) => node.tabIndex >= 0 && !node.disabled && node.offsetParent !== null);
  if (stops.length === 0) return;
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge && dialog.contains(document.activeElement) && document.activeElement !== dialog) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}
