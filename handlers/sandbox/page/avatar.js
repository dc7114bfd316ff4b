// Initials on a person's colour; decorative, because the name always stands beside it.

import { h } from "./dom.js";
import { isSystem, person, store, userName } from "./state.js";

const APP_COLOUR = "#0b6e5f";
const SYSTEM_COLOUR = "#5b6268";

export function avatar(userId, size = "") {
  const isApp = userId === store.snapshot.app.user_id;
  const name = userName(userId) ?? "?";
  const initials = name.split(/\s+/).slice(0, isApp ? 1 : 2).map((word) => [...word][0]).join("").toUpperCase();
  const node = h("span", { class: `avatar ${size}`, "aria-hidden": "true" }, initials);
  const colour = isApp ? APP_COLOUR : isSystem(userId) ? SYSTEM_COLOUR : hex(person(userId)?.color);
  node.style.background = colour;
  node.style.color = isDark(colour) ? "#fff" : "#111";
  return node;
}

function hex(colour) {
  return colour ? `#${colour.replace("#", "")}` : SYSTEM_COLOUR;
}

function isDark(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 150;
}
