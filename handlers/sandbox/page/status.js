// The line at the bottom: is the stream alive, how fast did the app acknowledge, what is bent.

import { DEADLINE_MS, failureWords } from "./actions.js";
import { h } from "./dom.js";
import { offsetWords } from "./controls.js";
import { store } from "./state.js";

const CONNECTION = { connecting: "Connecting", open: "Connected", lost: "Reconnecting" };

const link = h("span", { class: "link" });
const ack = h("span", { class: "ack", id: "ack" });
const meter = h("span", { class: "meter", "aria-hidden": "true", hidden: true }, h("span", {}));
const bent = h("span", { class: "bent" });

export const statusLine = h("footer", { class: "status", role: "status", "aria-label": "Delivery status" }, link, ack, meter, bent);
export const banner = h("div", { class: "banner", id: "banner", role: "status", hidden: true });

export function renderStatus() {
  const { connection, snapshot, ack: last } = store;
  link.textContent = CONNECTION[connection];
  link.dataset.connection = connection;
  setText(banner, connection === "lost" ? "Reconnecting… What you type is kept." : "");
  banner.hidden = connection !== "lost";
  renderAck(last);
  const { offset_seconds: offset } = snapshot.clock;
  const fault = snapshot.fault?.fault;
  setText(bent, [
    offset && `Clock: ${offsetWords(offset).toLowerCase()}`,
    fault && fault !== "none" && `Fault: ${fault.replaceAll("_", " ")}`,
    !snapshot.app.installed && `${snapshot.app.name} not installed`,
  ].filter(Boolean).join(" · "));
}

function renderAck(last) {
  meter.hidden = last?.ms === null || last?.ms === undefined;
  if (!last) return setText(ack, "");
  ack.dataset.ok = String(last.ok);
  const seconds = DEADLINE_MS / 1000;
  setText(ack, last.ok && last.ms !== null
    ? `${last.label} acknowledged in ${Math.round(last.ms)} ms (deadline ${seconds} s)`
    : last.ok ? `${last.label} acknowledged` : failureWords(last.label, last.error));
  const share = Math.min(1, (last.ms ?? 0) / DEADLINE_MS);
  meter.firstElementChild.style.width = `${Math.max(2, share * 100)}%`;
  meter.dataset.level = !last.ok || share >= 1 ? "late" : share > 0.5 ? "near" : "fine";
}

/** A status region that is written again is read again: only write what changed. */
function setText(node, words) {
  if (node.textContent !== words) node.textContent = words;
}
