// The stack of forms in front of the page. One <dialog> shows the top view;
// values of the views beneath stay in their forms until those are closed.

import { failureWords, recordAck } from "./actions.js";
import { post } from "./api.js";
import { markErrors, renderBlocks } from "./blocks.js";
import { announce, h, icon, keepFocus } from "./dom.js";
import { refresh } from "./events.js";
import { check, forgetViewsExcept, formFor } from "./forms.js";
import { closeMenu } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { change, me, store } from "./state.js";

const head = h("header", { class: "modal-head" });
const trouble = h("div", { class: "modal-trouble", role: "alert" });
const body = h("form", { class: "modal-body blocks", id: "modal-form", tabindex: "-1", novalidate: true, onsubmit: submit });
const foot = h("footer", { class: "modal-foot" });
const dialog = h("dialog", { class: "dialog modal", role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-title" }, head, trouble, body, foot);
document.body.append(dialog);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault(); // the server decides when a view is gone
  close(top(), false);
});
dialog.addEventListener("keydown", trapFocus);

let opener = null;
let shown = null; // id and purpose of the drawn view: a form sent may be answered with another

const top = () => store.snapshot.views.at(-1);
const formOf = (view) => formFor(`view:${view.id}`, view.state?.values);

/** Draws the top of the stack, or closes the dialog when the stack is empty. */
export function renderModal() {
  const { views, home } = store.snapshot;
  forgetViewsExcept([...views.map((view) => view.id), home?.id]);
  const view = views.at(-1);
  if (!view) return dismiss();
  const form = formOf(view);
  const what = `${view.id} ${view.private_metadata}`;
  const isNew = shown !== what;
  shown = what;
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  dialog.dataset.viewId = view.id;
  dialog.dataset.callbackId = view.callback_id ?? "";
  // Each part is redrawn only for its own reasons: a slow answer must not cost the caret.
  fill(head, [view.id, view.title, views.length > 1], () => header(view, views.length));
  fill(trouble, [view.id, form.trouble], () => [form.trouble && h("p", {}, icon("warning"), form.trouble)].filter(Boolean));
  fill(body, [view.id, view.blocks], () => fields(view, form));
  fill(foot, [view.id, view.close, view.submit, form.busy], () => footer(view, form));
  markErrors(body, form.errors);
  if (isNew) focusFirst();
  else if (!dialog.contains(document.activeElement)) body.focus({ preventScroll: true });
}

function fill(node, data, build) {
  const signature = JSON.stringify(data);
  if (node.__signature === signature) return;
  node.__signature = signature;
  if (node === body) closeMenu();
  const scroll = node.scrollTop;
  keepFocus(node, () => node.replaceChildren(...build()));
  node.scrollTop = scroll;
}

function dismiss() {
  shown = null;
  if (!dialog.open) return;
  closeMenu();
  dialog.close();
  for (const part of [head, trouble, body, foot]) {
    part.replaceChildren();
    part.__signature = null;
  }
  delete dialog.dataset.viewId;
  // The opener may have been redrawn meanwhile; the composer is the next best place.
  const back = opener?.isConnected ? opener : document.querySelector("#composer-text");
  opener = null;
  back?.focus();
}

/** The first field, where one is in sight; a view to be read is opened at its beginning. */
function focusFirst() {
  body.scrollTop = 0;
  const field = body.querySelector("[autofocus]") ?? body.querySelector("input, textarea, select");
  const bottom = body.getBoundingClientRect().bottom;
  const wanted = field && field.getBoundingClientRect().top < bottom ? field : body;
  wanted.focus({ preventScroll: wanted === body });
}

function header(view, depth) {
  const back = h("button", { type: "button", class: "icon-button", id: "modal-back", "aria-label": "Back to the form before", onclick: () => close(view, false) }, icon("back"));
  return [
    ...(depth > 1 ? [back] : []),
    h("h2", { id: "modal-title", class: "dialog-title" }, plain(view.title)),
    h("button", { type: "button", class: "icon-button", id: "modal-close-all", "aria-label": "Close", data: { modalClose: "all" }, onclick: () => close(view, true) }, icon("close")),
  ];
}

function fields(view, form) {
  return renderBlocks(view.blocks, { container: { type: "view", view_id: view.id }, form, blocks: view.blocks, heading: "h3" });
}

function footer(view, form) {
  const leave = h("button", { type: "button", class: "button", id: "modal-close", data: { modalClose: "one" }, onclick: () => close(view, false) }, plain(view.close) || "Close");
  const send = view.submit && h("button", {
    type: "submit",
    form: "modal-form",
    class: "button button-primary",
    id: "modal-submit",
    data: { modalSubmit: "" },
    "aria-busy": form.busy ? "true" : null,
  }, plain(view.submit));
  return send ? [leave, send] : [leave];
}

async function submit(event) {
  event.preventDefault();
  const view = top();
  const form = formOf(view);
  if (form.busy || !view.submit) return;
  const errors = check(form, view.blocks);
  if (Object.keys(errors).length > 0) return showErrors(view, errors);
  redraw(form, { busy: true, trouble: null, errors: {} });
  const answer = await post("/page/submit", { as: me().id, view_id: view.id, state: form.state(view.blocks) });
  form.busy = false;
  recordAck(`“${plain(view.submit)}”`, answer);
  const wrong = answer.errors;
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
    const first = body.querySelector("[aria-invalid]");
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
  if (document.activeElement !== edge && dialog.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}
