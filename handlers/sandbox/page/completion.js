// The list above the composer while a command is being typed, and the reminder
// of what can follow it. A combobox in ARIA's terms: focus stays in the field.

import { h } from "./dom.js";

/** Completes commands in `field`; `handle(event)` tells whether it used a key. */
export function completion(field, commands) {
  const listId = `${field.id}-commands`;
  const node = h("div", { class: "completion", hidden: true });
  let found = [];
  let at = 0;
  let dismissed = null; // the text Escape was pressed on

  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", listId);

  const choose = (command) => {
    field.value = `${command.command} `;
    field.focus();
    field.dispatchEvent(new Event("input"));
  };
  const row = (command, index) => {
    const option = h("div", { id: `${listId}-${index}`, class: "completion-row", role: "option", "aria-selected": index === at ? "true" : "false", data: { command: command.command } },
      h("strong", {}, command.command), " ", h("code", {}, command.usage_hint ?? ""), h("small", {}, command.description ?? ""));
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // keeps focus, and with it the keyboard of a phone, in the field
      choose(command);
    });
    return option;
  };
  const draw = () => {
    node.replaceChildren(h("p", { class: "completion-head" }, "Commands"), h("div", { id: listId, role: "listbox", "aria-label": "Commands" }, found.map(row)));
    node.hidden = found.length === 0;
    if (found.length === 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `${listId}-${at}`);
  };
  const update = () => {
    const text = field.value;
    if (text !== dismissed) dismissed = null;
    const typing = /^\/\S*$/.test(text) && dismissed === null;
    found = typing ? commands().filter((one) => one.command.startsWith(text.toLowerCase())) : [];
    at = Math.min(at, Math.max(found.length - 1, 0));
    draw();
    if (found.length === 0) remind(text);
  };
  const remind = (text) => {
    const command = commands().find((one) => text.toLowerCase().startsWith(`${one.command} `));
    if (!command || dismissed !== null) return;
    node.replaceChildren(h("p", { class: "completion-hint" }, h("strong", {}, command.command), " ", h("code", {}, command.usage_hint ?? "")));
    node.hidden = false;
  };
  const step = (by) => {
    at = (at + by + found.length) % found.length;
    draw();
  };
  const handle = (event) => {
    if (event.key === "Escape" && !node.hidden) {
      dismissed = field.value;
      update();
      event.preventDefault();
      return true;
    }
    if (found.length === 0 || event.shiftKey) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
    // A command typed in full is sent by Enter: nothing is left to complete.
    else if (event.key === "Tab" || (event.key === "Enter" && found[at].command !== field.value)) choose(found[at]);
    else return false;
    event.preventDefault();
    return true;
  };
  return { node, update, handle };
}
