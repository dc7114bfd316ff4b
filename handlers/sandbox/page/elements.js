// Block elements that send an action at once: buttons and the overflow menu,
// and the door to every other element. Inputs with values are in inputs.js.

import { dispatch } from "./actions.js";
import { h, icon, uniqueId } from "./dom.js";
import { INPUTS } from "./inputs.js";
import { menuKeys, openMenu } from "./menu.js";
import { anchor, plain } from "./mrkdwn.js";

/** An element of Block Kit as a node. */
export function renderElement(element, blockId, scope, field = {}) {
  if (element.type === "button") return button(element, blockId, scope);
  if (element.type === "overflow") return overflow(element, blockId, scope);
  const input = INPUTS[element.type];
  if (input) return input(element, blockId, scope, field);
  return h("span", { class: "unsupported" }, `[${element.type} is not shown in the sandbox]`);
}

/** The hooks that tests and the focus keeper find a control by. */
export function hooks(element, blockId, value) {
  return { blockId, actionId: element.action_id, value, type: element.type };
}

let pressed = ""; // the button that the last press met

function button(element, blockId, scope) {
  const look = element.style ? `button button-${element.style}` : "button";
  const press = (event) => {
    const met = `${blockId} ${element.action_id}`;
    // The second press of a double click means what the first one met, not what came in its place.
    if (event.detail > 1 && met !== pressed) return;
    pressed = met;
    dispatch(scope, blockId, element, { value: element.value, text: element.text }, event.currentTarget);
  };
  const props = {
    class: look,
    "aria-label": element.accessibility_label,
    data: hooks(element, blockId, element.value),
    onclick: press,
  };
  if (!element.url) return h("button", { type: "button", ...props }, plain(element.text));
  const link = anchor(element.url, plain(element.text));
  if (typeof link === "string") return h("button", { type: "button", ...props }, link);
  link.className = `${look} button-link`;
  link.addEventListener("click", press);
  Object.assign(link.dataset, JSON.parse(JSON.stringify(props.data)));
  return link;
}

function overflow(element, blockId, scope) {
  const id = uniqueId("overflow");
  const opener = h("button", {
    id,
    type: "button",
    class: "button button-overflow",
    "aria-label": "More actions",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: hooks(element, blockId),
    onclick: () => openMenu(opener, list),
  }, h("span", { "aria-hidden": "true" }, "⋯"));
  const choose = (option) => dispatch(scope, blockId, element, { selected_option: option }, opener);
  const list = () =>
    h("div", { class: "menu", role: "menu", "aria-labelledby": id, onkeydown: menuKeys },
      element.options.map((option) => menuItem(option, choose)));
  return opener;
}

function menuItem(option, choose) {
  const item = option.url ? anchor(option.url, plain(option.text)) : h("button", { type: "button" }, plain(option.text));
  const node = typeof item === "string" ? h("button", { type: "button" }, item) : item;
  node.className = "menu-item";
  node.setAttribute("role", "menuitem");
  node.dataset.value = option.value ?? "";
  if (option.description) node.append(h("small", {}, plain(option.description)));
  node.addEventListener("click", () => choose(option));
  return node;
}

/** A picture is named, not fetched: the sandbox never leaves this machine. */
export function picture(element, small = false) {
  const words = element.alt_text || "Image";
  if (small) return h("span", { class: "picture-small", role: "img", "aria-label": words, title: words }, icon("picture"));
  return h("span", { class: "picture", role: "img", "aria-label": words }, icon("picture"), h("span", {}, words));
}
