// Sends a press or a choice to the app and shows how the acknowledgement went.

import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { refresh } from "./events.js";
import { change, me, store } from "./state.js";

export const DEADLINE_MS = 3000;

/** The words a person reads when a delivery failed. */
export function failureWords(what, error) {
  const reasons = {
    operation_timeout: "the app did not respond",
    dispatch_failed: "the app could not be reached",
    app_not_installed: "the app is not installed",
    app_uninstalled: "the app is not installed",
  };
  if (reasons[error]) return `${what} failed because ${reasons[error]}.`;
  return error ? `${what} failed: ${error}` : `${what} failed.`;
}

/** Puts a delivery's outcome into the status line. */
export function recordAck(label, answer) {
  change((s) => {
    s.ack = { label, ok: answer.ok, ms: answer.ack_ms ?? null, error: answer.error ?? null };
  });
}

/**
 * Dispatches one element's action. `scope` names the container and form the
 * element lives in; `node` is the control, which is busy until acknowledged.
 */
export async function dispatch(scope, blockId, element, value, node) {
  if (node.getAttribute("aria-busy") === "true") return;
  if (element.confirm && !(await confirmed(element.confirm))) return;
  node.setAttribute("aria-busy", "true");
  clearWarning(node);
  const answer = await post("/page/action", {
    as: me().id,
    container: scope.container,
    block_id: blockId,
    action_id: element.action_id,
    action: { type: element.type, block_id: blockId, action_id: element.action_id, ...value },
    state: scope.form.state(scope.blocks),
  });
  node.removeAttribute("aria-busy");
  const label = labelOf(element, node);
  recordAck(label, answer);
  if (!answer.ok) warn(node, failureWords(`“${label}”`, answer.error));
  if (store.connection !== "open") await refresh(me().id);
}

function labelOf(element, node) {
  const words = element.text?.text ?? node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? "Choice";
  return words.length > 32 ? `${words.slice(0, 31)}…` : words;
}

function clearWarning(node) {
  node.closest(".block")?.querySelector(":scope > .block-warning")?.remove();
}

function warn(node, words) {
  const block = node.closest(".block");
  clearWarning(node);
  block?.append(h("p", { class: "block-warning", role: "alert" }, `${words} Nothing you typed is lost; try again.`));
}
