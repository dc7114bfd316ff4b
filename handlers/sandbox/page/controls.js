// What only a sandbox can do: move the clock, break the network, take the app away.

import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { h, keepFocus } from "./dom.js";
import { refresh } from "./events.js";
import { me, nowMs, store } from "./state.js";
import { clockTime, epochOf, longTime, wallTime } from "./zones.js";

const HOUR = 3600;
const STEPS = { "+1 hour": HOUR, "+1 day": 24 * HOUR, "+1 week": 7 * 24 * HOUR };
const FAULTS = {
  none: ["No fault", "Everything answers as it should."],
  rate_limit: ["Rate limit", "The app's next calls are told to wait (429, Retry-After)."],
  server_error: ["Server error", "The app's next calls fail (500)."],
  slow: ["Slow", "The app's next calls take several seconds."],
  duplicate_event: ["Duplicate event", "The next delivery arrives at the app twice."],
  timeout_after_accepting: ["Time-out", "The next call is carried out, but its answer never arrives."],
};

const clock = h("p", { class: "clock", id: "sandbox-clock" });
const moved = h("p", { class: "hint" });
const problem = h("p", { class: "field-error", role: "alert" });
const goTo = h("input", { type: "datetime-local", class: "input moment", id: "clock-to", "aria-label": "Move the clock to" });
const fault = h("select", { class: "input select", id: "fault-kind" }, Object.entries(FAULTS).map(([name, [words]]) => h("option", { value: name }, words)));
const times = h("input", { type: "number", class: "input times", id: "fault-times", min: "1", max: "99", value: "1" });
const faultWords = h("p", { class: "hint" }, FAULTS.none[1]);
const armed = h("p", { class: "armed", role: "status" });
const app = h("div", {});
const channels = h("div", {});
const deliveries = h("div", { class: "deliveries", tabindex: "0", role: "region", "aria-label": "Last deliveries" });

export const controls = h("div", { class: "controls" },
  problem,
  group("Clock", clock, moved,
    h("div", { class: "row" }, Object.entries(STEPS).map(([words, seconds]) => control(words, () => move({ advance_seconds: seconds })))),
    h("div", { class: "row" }, goTo, control("Move", jump), control("Reset", () => move({ reset: true })))),
  group("Faults", faultWords,
    h("div", { class: "row" }, h("label", { class: "grow" }, h("span", { class: "label" }, "Kind"), fault), h("label", {}, h("span", { class: "label" }, "Times"), times)),
    h("div", { class: "row" }, control("Set fault", arm), control("Clear", () => tell("/page/faults", { fault: "none", times: 0 }))), armed),
  group("App", app),
  group("Channels", channels, h("div", { class: "row" }, control("Let colleagues join", () => tell("/page/colleagues", {}))),
    h("p", { class: "hint" }, "Nine colleagues join the public channels and say hello to the app. Lessons come to a channel once five people have shared one.")),
  group("Last deliveries", h("p", { class: "hint" }, "What the workspace sent to the app; it must acknowledge within 3 s."), deliveries));

fault.addEventListener("change", () => (faultWords.textContent = FAULTS[fault.value][1]));

function group(title, ...children) {
  return h("section", { class: "control-group" }, h("h3", {}, title), children);
}

function control(words, press) {
  return h("button", { type: "button", class: "button", onclick: press }, words);
}

async function tell(path, body) {
  const answer = await post(path, body);
  problem.textContent = answer.ok ? "" : answer.error;
  if (answer.ok) await refresh(me().id);
}

const move = (body) => tell("/page/clock", body);

function jump() {
  if (!goTo.value) {
    problem.textContent = "Choose the date and time to move to.";
    goTo.focus();
    return;
  }
  move({ advance_seconds: Math.round((epochOf(goTo.value) - nowMs()) / 1000) });
}

function arm() {
  tell("/page/faults", { fault: fault.value, times: Math.max(1, Number(times.value) || 1) });
}

async function uninstall() {
  const sure = await confirmed({
    title: { text: `Uninstall ${store.snapshot.app.name}?` },
    text: { type: "plain_text", text: "The workspace revokes its tokens and tells the app. You can install it again here." },
    confirm: { text: "Uninstall" },
    style: "danger",
  });
  if (sure) await tell("/page/app", { action: "uninstall" });
}

/** Redraws what changes: the clock, the armed fault, the app, the deliveries. */
export function renderControls() {
  const { snapshot } = store;
  tick();
  if (!goTo.value) goTo.value = wallTime(nowMs());
  moved.textContent = `${offsetWords(snapshot.clock.offset_seconds)} · ${me().tz_label ?? me().tz}`;
  const { fault: name, times: left } = snapshot.fault ?? {};
  armed.textContent = name && name !== "none" ? `Set: ${FAULTS[name]?.[0] ?? name}, ${left} left` : "";
  redraw(app, snapshot.app, ({ name: appName, installed, optional_scopes: scopes }) => [
    h("p", { class: "hint" }, installed ? `${appName} is installed.` : `${appName} is not installed.`),
    installed ? control("Uninstall app", uninstall) : control("Install app", () => tell("/page/app", { action: "install" })),
    ...Object.entries(scopes ?? {}).map(([scope, granted]) =>
      h("div", { class: "row" }, h("span", { class: "grow" }, h("code", {}, scope), granted ? " granted" : " withheld"),
        named(control(granted ? "Withhold" : "Grant", () => tell("/page/app", { action: granted ? "withhold" : "grant", scope })), `${granted ? "Withhold" : "Grant"} ${scope}`))),
  ]);
  redraw(channels, [snapshot.channels.filter((one) => one.kind === "channel").map(({ id, name, members, archived }) => ({ id, name, members, archived })), snapshot.app.user_id], channelRows);
  redraw(deliveries, snapshot.deliveries.slice(-20).reverse(), table);
}

function channelRows([rows, appId]) {
  return rows.map(({ id, name, members, archived }) => {
    const inside = members.includes(appId);
    const act = (words, action) => named(control(words, () => tell("/page/channel", { channel: id, action })), `${words}: #${name}`);
    return h("div", { class: "row", data: { controls: id } },
      h("span", { class: "grow" }, `#${name}`, h("span", { class: "hint" }, ` ${members.length - Number(inside)} people`)),
      inside ? act("Remove app", "remove") : act("Invite app", "invite"),
      archived ? act("Unarchive", "unarchive") : act("Archive", "archive"));
  });
}

function named(button, label) {
  button.setAttribute("aria-label", label);
  return button;
}

function redraw(node, data, build) {
  const signature = JSON.stringify(data);
  if (node.__signature === signature) return;
  node.__signature = signature;
  keepFocus(node, () => node.replaceChildren(...build(data)));
}

function table(rows) {
  if (rows.length === 0) return [h("p", { class: "hint" }, "Nothing yet.")];
  const cell = (row) => [
    h("td", {}, h("span", { class: "delivery-kind" }, row.kind), row.retry ? h("span", { class: "badge" }, `retry ${row.retry}`) : null),
    h("td", {}, clockTime(Date.parse(row.at))),
    h("td", { class: "number" }, row.ack_ms === null || row.ack_ms === undefined ? "–" : `${Math.round(row.ack_ms)} ms`),
    h("td", { class: row.status === "ok" ? "good" : "bad" }, String(row.status)),
  ];
  return [h("table", {},
    h("thead", {}, h("tr", {}, ["What", "At", "Ack", "Status"].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, cell(row)))))];
}

/** "Real time", or how far the clock was moved. */
export function offsetWords(seconds) {
  if (!seconds) return "Real time";
  const size = Math.abs(seconds);
  const [amount, unit] = size >= 24 * HOUR ? [size / (24 * HOUR), "d"] : size >= HOUR ? [size / HOUR, "h"] : [size / 60, "min"];
  return `Moved ${seconds > 0 ? "+" : "−"}${Number(amount.toFixed(1))} ${unit}`;
}

function tick() {
  if (!controls.hidden && store.snapshot) clock.textContent = longTime(nowMs());
}
setInterval(tick, 5000);
