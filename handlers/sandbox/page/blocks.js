// Layout blocks of Block Kit.

import { picture, renderElement } from "./elements.js";
import { h, uniqueId } from "./dom.js";
import { blockIdOf } from "./forms.js";
import { plain, textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

/**
 * Blocks as nodes. `scope` = {container, form, blocks, heading} says where
 * actions go, where values live, and which heading level fits the place.
 */
export function renderBlocks(blocks, scope) {
  return blocks.map((block, at) => {
    const blockId = blockIdOf(block, at);
    const render = BLOCKS[block.type] ?? unknown;
    const node = render(block, blockId, scope);
    node.classList.add("block", `block-${block.type.replaceAll("_", "-")}`);
    node.dataset.blockId = blockId;
    return node;
  });
}

const BLOCKS = {
  header: (block, id, scope) => h(scope.heading ?? "h3", {}, plain(block.text)),
  divider: () => h("hr"),
  section,
  actions: (block, id, scope) =>
    h("div", {}, block.elements.map((element) => renderElement(element, id, scope))),
  context: (block) =>
    h("div", {}, block.elements.map((element) => (element.type === "image" ? picture(element, true) : h("span", { class: "context-text" }, textObject(element))))),
  image: (block) => h("figure", {}, block.title && h("figcaption", {}, textObject(block.title)), picture(block)),
  input,
  rich_text: (block) => h("div", {}, richText(block.elements)),
};

function unknown(block) {
  return h("p", { class: "unsupported" }, `[${block.type} block is not shown in the sandbox]`);
}

function section(block, blockId, scope) {
  const body = h("div", { class: "section-body" },
    block.text && h("div", { class: "text" }, textObject(block.text)),
    block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "text" }, textObject(field)))));
  if (!block.accessory) return h("div", {}, body);
  const accessory = block.accessory.type === "image" ? picture(block.accessory) : renderElement(block.accessory, blockId, scope);
  // Choices need room to read: below the text. A button or menu sits beside it.
  const wide = ["radio_buttons", "checkboxes"].includes(block.accessory.type);
  return h("div", { class: wide ? "section-stacked" : "section-row" }, body, h("div", { class: "accessory" }, accessory));
}

function input(block, blockId, scope) {
  const { element } = block;
  const ids = { field: uniqueId("field"), label: uniqueId("label"), hint: uniqueId("hint"), error: uniqueId("error") };
  const grouped = ["radio_buttons", "checkboxes"].includes(element.type);
  const field = {
    id: ids.field,
    labelledBy: ids.label,
    describedBy: [block.hint && ids.hint, ids.error].filter(Boolean).join(" "),
    input: true,
    optional: block.optional,
    dispatches: block.dispatch_action,
    onchange: () => forgive(scope, blockId, node),
  };
  const control = renderElement(element, blockId, scope, field);
  const words = [plain(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  const node = h("div", {},
    h(grouped ? "span" : "label", { id: ids.label, class: "label", for: grouped ? null : ids.field }, words),
    control,
    block.hint && h("p", { id: ids.hint, class: "hint" }, textObject(block.hint)),
    h("p", { id: ids.error, class: "field-error" }));
  return node;
}

/** Writes each input block's error beside its field, in place: a redraw would cost the caret. */
export function markErrors(container, errors) {
  for (const block of container.querySelectorAll(".block-input")) {
    const words = errors[block.dataset.blockId] ?? "";
    block.querySelector(".field-error").textContent = words;
    const control = block.querySelector("[data-action-id]");
    if (words) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

/** An error disappears with the first change: it spoke about the old value. */
function forgive(scope, blockId, node) {
  if (!scope.form.errors[blockId]) return;
  delete scope.form.errors[blockId];
  markErrors(node.parentElement, scope.form.errors);
}
