// The rich_text block: Slack's own structured text, as nodes.

import { h } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { anchor, channelMention, decode, mention, ping, preformatted } from "./mrkdwn.js";

const STYLES = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };

/** The elements of a rich_text block. Lists that follow each other with deeper indents are shown as such. */
export function richText(elements) {
  return elements.map((element) => CONTAINERS[element.type]?.(element) ?? "");
}

const CONTAINERS = {
  rich_text_section: (element) => h("div", { class: "text rich-section" }, inlineAll(element.elements)),
  rich_text_quote: (element) => h("blockquote", { class: "text" }, inlineAll(element.elements)),
  rich_text_preformatted: (element) => preformatted(element.elements.map((part) => part.text ?? part.url ?? "").join("")),
  rich_text_list: list,
};

function list({ style, elements, indent = 0, offset = 0 }) {
  const ordered = style === "ordered";
  return h(ordered ? "ol" : "ul", { class: `rich-list indent-${Math.min(indent, 8)}`, start: ordered && offset ? offset + 1 : null },
    elements.map((item) => h("li", {}, item.type === "rich_text_section" ? inlineAll(item.elements) : richText([item]))));
}

function inlineAll(elements) {
  return elements.map((part) => styled(INLINE[part.type]?.(part) ?? "", part.style));
}

const INLINE = {
  text: (part) => decode(part.text),
  link: (part) => anchor(part.url, part.text ?? part.url),
  emoji: (part) => emojiFor(part.name) ?? `:${part.name}:`,
  user: (part) => mention(part.user_id),
  channel: (part) => channelMention(part.channel_id),
  usergroup: () => ping("@group"),
  broadcast: (part) => ping(`@${part.range}`),
  date: (part) => part.fallback ?? new Date(part.timestamp * 1000).toUTCString(),
  color: (part) => part.value,
};

function styled(node, style) {
  let wrapped = node;
  for (const [name, tag] of Object.entries(STYLES)) {
    if (style?.[name]) wrapped = h(tag, {}, wrapped);
  }
  return wrapped;
}
