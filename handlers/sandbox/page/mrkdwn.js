// Slack's message formatting, as nodes. It follows Slack where people notice:
// marks need a word boundary, do not span lines, and mean nothing inside code.

import { h } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { me, store, userName } from "./state.js";

const SAFE_LINK = /^(https?:|mailto:)/i;
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const MARKS = { "*": "b", _: "i", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

/** Turns Slack's three entities back into characters. */
export function decode(text) {
  return text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/** A plain_text object, or bare text, as a string: entities, and emoji unless the object has none. */
export function plain(said) {
  const text = decode((typeof said === "string" ? said : said?.text) ?? "");
  if (said?.emoji === false) return text;
  return text.replace(/:([a-z0-9_+'-]+):/g, (typed, code) => emojiFor(code) ?? typed);
}

/** A Slack text object as a node. */
export function textObject(object) {
  if (!object) return "";
  return object.type === "mrkdwn" ? mrkdwn(object.text, object) : plain(object);
}

/** Message or section text as a fragment. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const fragment = document.createDocumentFragment();
  for (const [at, part] of (text ?? "").split("```").entries()) {
    if (at % 2 === 1) fragment.append(preformatted(part));
    else paragraphs(at === 0 ? part : part.replace(/^\n/, ""), verbatim, fragment);
  }
  return fragment;
}

/** A block of fixed-width text; it scrolls inside itself, so the keyboard must reach it. */
export function preformatted(text) {
  return h("pre", { class: "pre", tabindex: "0" }, decodeLinks(text.replace(/^\n|\n$/g, "")));
}

function decodeLinks(text) {
  return decode(text.replace(/<([^<>|\n]+)(?:\|([^<>\n]+))?>/g, (whole, target, label) => label ?? (SAFE_LINK.test(target) ? target : whole)));
}

const QUOTE = /^(?:>|&gt;) ?/;
const BULLET = /^\s*(?:[•◦▪]|-|\d{1,2}\.) +/;

function paragraphs(text, verbatim, into) {
  let quote = null;
  let run = null;
  let toTheEnd = false;
  for (const line of text.split("\n")) {
    if (/^(>>>|&gt;&gt;&gt;)/.test(line)) toTheEnd = true;
    const quoted = toTheEnd || QUOTE.test(line);
    if (!quoted) quote = null;
    else if (!quote) into.append((quote = h("blockquote")));
    const target = quote ?? into;
    const words = quoted ? line.replace(/^(>>>|&gt;&gt;&gt;) ?/, "").replace(QUOTE, "") : line;
    if (BULLET.test(words)) {
      // A line break at the end of a run is swallowed before a block: keep the blank line.
      if (run?.textContent.endsWith("\n")) run.append("\n");
      target.append(bullet(words, verbatim));
      run = null;
    } else {
      if (run?.parentNode === target) run.append("\n");
      else target.append((run = h("span", { class: "run" })));
      run.append(inline(words, verbatim));
    }
  }
  dropEmptyRuns(into);
}

function dropEmptyRuns(into) {
  for (const run of into.querySelectorAll(".run")) {
    if (run.textContent === "" && !run.firstElementChild) run.remove();
  }
}

function bullet(line, verbatim) {
  const [marker] = line.match(BULLET);
  const depth = Math.floor((marker.length - marker.trimStart().length) / 2);
  return h("span", { class: `hang hang-${Math.min(depth, 3)}` }, h("span", { class: "hang-mark" }, `${marker.trim()} `), h("span", {}, inline(line.slice(marker.length), verbatim)));
}

/** One line of formatted text as a fragment. */
function inline(line, verbatim) {
  const fragment = document.createDocumentFragment();
  let buffer = "";
  const flush = () => {
    if (buffer) fragment.append(plain(buffer));
    buffer = "";
  };
  for (let at = 0; at < line.length; ) {
    const token = tokenAt(line, at, verbatim);
    if (!token) {
      buffer += line[at];
      at += 1;
      continue;
    }
    flush();
    fragment.append(token.node);
    at += token.length;
  }
  flush();
  return fragment;
}

function tokenAt(line, at, verbatim) {
  const sign = line[at];
  if (sign === "<") return angle(line, at);
  if (sign === "`") return code(line, at);
  if (sign in MARKS) return mark(line, at, verbatim);
  if (sign === "h" && !verbatim) return bareLink(line, at);
  return null;
}

function code(line, at) {
  const end = line.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { node: h("code", {}, decodeLinks(line.slice(at + 1, end))), length: end + 1 - at };
}

function mark(line, at, verbatim) {
  const sign = line[at];
  if (at > 0 && (WORD.test(line[at - 1]) || line[at - 1] === sign)) return null;
  if (/\s/.test(line[at + 1] ?? " ") || line[at + 1] === sign) return null;
  const end = closing(line, at + 1, sign);
  if (end < 0) return null;
  return { node: h(MARKS[sign], {}, inline(line.slice(at + 1, end), verbatim)), length: end + 1 - at };
}

function closing(line, from, sign) {
  for (let at = from; at < line.length; at += 1) {
    const pair = line[at] === "<" ? ">" : line[at] === "`" ? "`" : null;
    const skip = pair ? line.indexOf(pair, at + 1) : -1;
    if (skip > at) at = skip;
    else if (line[at] === sign && !/\s/.test(line[at - 1]) && !WORD.test(line[at + 1] ?? " ")) return at;
  }
  return -1;
}

function bareLink(line, at) {
  if (at > 0 && WORD.test(line[at - 1])) return null;
  const found = line.slice(at).match(/^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"*_~]/);
  return found && { node: anchor(decode(found[0]), decode(found[0])), length: found[0].length };
}

function angle(line, at) {
  const end = line.indexOf(">", at);
  if (end < 0) return null;
  const inner = line.slice(at + 1, end);
  const [target, label] = [inner.split("|", 1)[0], inner.includes("|") ? inner.slice(inner.indexOf("|") + 1) : null];
  const node = special(target, label);
  return node && { node, length: end + 1 - at };
}

function special(target, label) {
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) return dateWords(target, label);
  if (target.startsWith("!subteam^")) return ping(label ?? "@group");
  if (target.startsWith("!")) return ping(`@${target.slice(1)}`);
  if (SAFE_LINK.test(target)) return anchor(decode(target), plain(label ?? target.replace(/^mailto:/, "")));
  return null;
}

/** A person's name as Slack highlights it. */
export function mention(id, label = null) {
  const name = userName(id) ?? label?.replace(/^@/, "") ?? id;
  return h("span", { class: id === me().id ? "mention mention-me" : "mention", data: { user: id } }, `@${name}`);
}

/** A mention that notifies many people: loud on purpose, so that a leaked one is seen. */
export function ping(words) {
  return h("span", { class: "mention mention-ping" }, words);
}

export function channelMention(id, label = null) {
  const name = store.snapshot.channels.find((one) => one.id === id)?.name ?? label ?? id;
  return h("span", { class: "mention" }, `#${name}`);
}

/** A link that opens beside the page; anything but web and mail addresses stays text. */
export function anchor(url, words) {
  if (!SAFE_LINK.test(url)) return words;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

function dateWords(target, label) {
  const [, seconds, format] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.getTime())) return label ?? "";
  const show = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: me().tz, ...options }).format(when);
  const time = show({ hour: "2-digit", minute: "2-digit" });
  const day = { day: "numeric", month: "long", year: "numeric" };
  const words = (format ?? "{date}")
    .replace(/\{date_num\}/g, show({ year: "numeric", month: "2-digit", day: "2-digit" }))
    .replace(/\{date_long(_pretty)?\}/g, show({ weekday: "long", ...day }))
    .replace(/\{date_short(_pretty)?\}/g, show({ ...day, month: "short" }))
    .replace(/\{date(_pretty)?\}/g, show(day))
    .replace(/\{time(_secs)?\}/g, time);
  return h("time", { datetime: when.toISOString(), title: label }, words);
}
