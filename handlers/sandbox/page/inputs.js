// Elements that hold a value. Each writes to its form at every keystroke and,
// outside an input block (or with dispatch_action), tells the app as Slack does.

import { dispatch } from "./actions.js";
import { h, uniqueId } from "./dom.js";
import { optionsOf } from "./forms.js";
import { closeMenu, openMenu } from "./menu.js";
import { plain, textObject } from "./mrkdwn.js";
import { person, store } from "./state.js";
import { epochOf, wallTime } from "./zones.js";

const SETTLE_MS = 350; // a date typed digit by digit changes several times before it is meant
const FIRST_REAL_YEAR = "1900";

/** What every input needs: its hooks, its label's ids, and where changes go. */
function wiring(element, blockId, scope, field) {
  const keep = (value) => {
    scope.form.set(blockId, element, value);
    field.onchange?.();
  };
  const tell = (value, node) => {
    if (!field.input || field.dispatches) dispatch(scope, blockId, element, value, node);
  };
  const props = {
    id: field.id ?? uniqueId("field"),
    data: { blockId, actionId: element.action_id, type: element.type },
    "aria-describedby": field.describedBy,
    "aria-required": field.input && !field.optional ? "true" : null,
    "aria-label": field.id ? null : (plain(element.placeholder) || NAMES[element.type]),
    autofocus: element.focus_on_load,
  };
  return { keep, tell, props, held: scope.form.get(blockId, element) };
}

const NAMES = {
  static_select: "Choose an option",
  users_select: "Choose a person",
  channels_select: "Choose a channel",
  datepicker: "Date",
  timepicker: "Time",
  datetimepicker: "Date and time",
  radio_buttons: "Choose one",
  checkboxes: "Choose any",
};

function textInput(element, blockId, scope, field) {
  const { keep, tell, props, held } = wiring(element, blockId, scope, field);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const node = h(element.multiline ? "textarea" : "input", {
    ...props,
    class: "input",
    type: element.multiline ? null : "text",
    rows: element.multiline ? "4" : null,
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    placeholder: plain(element.placeholder) || null,
    autocomplete: "off",
    value: held.value ?? "",
  });
  const value = () => ({ value: node.value === "" ? null : node.value });
  node.addEventListener("input", () => {
    keep(value());
    if (field.dispatches && triggers.includes("on_character_entered")) tell(value(), node);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || element.multiline) return;
    if (!field.dispatches || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault(); // Enter tells the app here; it must not submit the form as well
    tell(value(), node);
  });
  return node;
}

function dropDown(element, blockId, scope, field, { groups, chosen, toValue }) {
  const { keep, tell, props } = wiring(element, blockId, scope, field);
  const option = (one) => h("option", { value: one.value }, plain(one.text));
  const node = h("select", { ...props, class: "input select" },
    h("option", { value: "" }, plain(element.placeholder) || NAMES[element.type]),
    groups.map(({ label, options }) => (label ? h("optgroup", { label: plain(label) }, options.map(option)) : options.map(option))));
  node.value = chosen ?? "";
  // In a message nothing can be un-chosen; in an optional input the empty row means "no answer".
  node.options[0].disabled = !(field.input && field.optional);
  node.addEventListener("change", () => {
    const value = toValue(node.value || null);
    keep(value);
    tell(value, node);
  });
  return node;
}

function staticSelect(element, blockId, scope, field) {
  const rows = (options) => options.map((option) => ({ value: option.value, text: option.text }));
  const groups = element.option_groups
    ? element.option_groups.map((group) => ({ label: group.label, options: rows(group.options) }))
    : [{ options: rows(element.options) }];
  return dropDown(element, blockId, scope, field, {
    groups,
    chosen: scope.form.get(blockId, element).selected_option?.value,
    toValue: (value) => ({ selected_option: optionsOf(element).find((option) => option.value === value) ?? null }),
  });
}

function usersSelect(element, blockId, scope, field) {
  const options = store.snapshot.people.map((one) => ({ value: one.id, text: one.name }));
  return dropDown(element, blockId, scope, field, {
    groups: [{ options }],
    chosen: person(scope.form.get(blockId, element).selected_user)?.id,
    toValue: (value) => ({ selected_user: value }),
  });
}

function channelsSelect(element, blockId, scope, field) {
  const channels = store.snapshot.channels.filter((one) => one.kind === "channel");
  return dropDown(element, blockId, scope, field, {
    groups: [{ options: channels.map((one) => ({ value: one.id, text: `#${one.name}` })) }],
    chosen: scope.form.get(blockId, element).selected_channel,
    toValue: (value) => ({ selected_channel: value }),
  });
}

function multiSelect(element, blockId, scope, field) {
  const { keep, tell, props } = wiring(element, blockId, scope, field);
  const selected = () => scope.form.get(blockId, element).selected_options;
  const words = () => selected().map((option) => plain(option.text)).join(", ");
  const node = h("button", {
    ...props,
    type: "button",
    class: "input select multi",
    "aria-haspopup": "true",
    "aria-expanded": "false",
    onclick: () => openMenu(node, list),
  });
  const label = () => (node.textContent = words() || plain(element.placeholder) || "Choose any");
  const toggle = (option, on) => {
    const rest = selected().filter((one) => one.value !== option.value);
    const most = element.max_selected_items ?? Infinity;
    const next = on && rest.length < most ? [...rest, option] : rest;
    keep({ selected_options: next });
    label();
    tell({ selected_options: next }, node);
    return !on || next.length > rest.length;
  };
  const list = () =>
    h("div", { class: "menu", role: "group", "aria-label": "Options", onkeydown: (event) => event.key === "Enter" && closeMenu() },
      optionsOf(element).map((option) => {
        const box = h("input", { type: "checkbox", checked: selected().some((one) => one.value === option.value), data: { value: option.value } });
        box.addEventListener("change", () => (box.checked = toggle(option, box.checked) && box.checked));
        return h("label", { class: "menu-item choice" }, box, h("span", {}, plain(option.text)));
      }));
  label();
  return node;
}

function choices(element, blockId, scope, field, kind) {
  const { keep, tell, props, held } = wiring(element, blockId, scope, field);
  const several = kind === "checkbox";
  const name = uniqueId("choice");
  const picked = several ? held.selected_options : [held.selected_option].filter(Boolean);
  const { data, autofocus, ...outer } = props;
  const group = h("div", {
    ...outer,
    "aria-label": field.labelledBy ? null : outer["aria-label"] ?? NAMES[element.type],
    "aria-labelledby": field.labelledBy,
    class: "choices",
    role: several ? "group" : "radiogroup",
    data,
  });
  const read = () => {
    const on = [...group.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value);
    const options = element.options.filter((option) => on.includes(option.value));
    return several ? { selected_options: options } : { selected_option: options[0] ?? null };
  };
  for (const option of element.options) {
    const box = h("input", {
      type: kind,
      name,
      value: option.value,
      checked: picked.some((one) => one.value === option.value),
      autofocus: autofocus && option === element.options[0],
      data: { ...data, value: option.value },
    });
    box.addEventListener("change", () => {
      keep(read());
      tell(read(), group);
    });
    group.append(h("label", { class: "choice" }, box,
      h("span", {}, textObject(option.text), option.description && h("small", {}, textObject(option.description)))));
  }
  return group;
}

/** Date and time fields are the browser's own: familiar, translated, and reachable by keyboard. */
function moment(type, { shown, toValue }) {
  return (element, blockId, scope, field) => {
    const { keep, tell, props, held } = wiring(element, blockId, scope, field);
    const node = h("input", { ...props, type, class: "input moment", value: shown(held) ?? "" });
    let timer = null;
    let told = node.value;
    const settle = () => {
      clearTimeout(timer);
      if (node.value === told || (node.value && type !== "time" && node.value < FIRST_REAL_YEAR)) return;
      told = node.value;
      tell(toValue(node.value), node);
    };
    node.addEventListener("change", () => {
      keep(toValue(node.value));
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLE_MS);
    });
    node.addEventListener("blur", settle);
    return node;
  };
}

const datetime = {
  shown: (held) => held.selected_date_time && wallTime(held.selected_date_time * 1000),
  toValue: (typed) => ({ selected_date_time: typed ? epochOf(typed) / 1000 : null }),
};

/** Every element type with a value, by its Block Kit name. */
export const INPUTS = {
  plain_text_input: textInput,
  number_input: textInput,
  static_select: staticSelect,
  multi_static_select: multiSelect,
  users_select: usersSelect,
  channels_select: channelsSelect,
  radio_buttons: (...args) => choices(...args, "radio"),
  checkboxes: (...args) => choices(...args, "checkbox"),
  datepicker: moment("date", { shown: (held) => held.selected_date, toValue: (typed) => ({ selected_date: typed || null }) }),
  timepicker: moment("time", { shown: (held) => held.selected_time, toValue: (typed) => ({ selected_time: typed || null }) }),
  datetimepicker: moment("datetime-local", datetime),
};
