// Where people type. Drafts belong to a person and a conversation and survive
// a reload; a text that did not get through comes back into the field.

import { completion } from "./completion.js";
import { h, icon } from "./dom.js";

const TALLEST_PX = 220;

/**
 * A composer. `send(text)` resolves to whether the text got through;
 * `commands()` lists what `/` completes ([] where commands do not work).
 */
export function composer({ id, label, send, commands }) {
  const field = h("textarea", { id, rows: "1", class: "composer-text", "aria-label": label, autocomplete: "off", spellcheck: "true" });
  const button = h("button", { type: "submit", class: "send", "aria-label": "Send", disabled: true }, icon("send"));
  const popup = completion(field, commands);
  const form = h("form", { class: "composer" }, popup.node, h("div", { class: "composer-box" }, field, button));
  let draftKey = null;

  const changed = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
    button.disabled = field.value.trim() === "";
    if (draftKey) keepDraft(draftKey, field.value);
    popup.update();
  };
  const put = (text) => {
    field.value = text;
    changed();
  };
  const submit = async () => {
    const text = field.value.trim();
    if (!text) return;
    const from = draftKey;
    put("");
    if (await send(text)) return;
    if (from !== draftKey) keepDraft(from, text); // the person went elsewhere meanwhile
    else put(field.value ? `${text}\n${field.value}` : text);
  };

  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || popup.handle(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });

  return {
    node: form,
    field,
    /** Puts a text in and the caret behind it. */
    offer(text) {
      put(text);
      field.focus();
      field.setSelectionRange(text.length, text.length);
    },
    /** Shows the draft of another conversation. */
    show(key, placeholder) {
      field.placeholder = placeholder;
      if (key === draftKey) return;
      draftKey = key;
      put(sessionStorage.getItem(key) ?? "");
    },
  };
}

function keepDraft(key, text) {
  if (text) sessionStorage.setItem(key, text);
  else sessionStorage.removeItem(key);
}
