// What people typed or chose, kept outside the DOM and keyed like Slack keys
// it (container, block_id, action_id): a redraw of a view or message finds the
// values again, and nothing typed is lost by an update or a lost connection.

const forms = new Map();

const EMPTY = {
  plain_text_input: (e) => ({ value: e.initial_value ?? null }),
  number_input: (e) => ({ value: e.initial_value ?? null }),
  static_select: (e) => ({ selected_option: e.initial_option ?? null }),
  multi_static_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  radio_buttons: (e) => ({ selected_option: e.initial_option ?? null }),
  checkboxes: (e) => ({ selected_options: e.initial_options ?? [] }),
  datepicker: (e) => ({ selected_date: e.initial_date ?? null }),
  timepicker: (e) => ({ selected_time: e.initial_time ?? null }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time ?? null }),
  users_select: (e) => ({ selected_user: e.initial_user ?? null }),
  channels_select: (e) => ({ selected_channel: e.initial_channel ?? null }),
};

/** Whether an element holds a value that belongs to the form's state. */
export const isStateful = (element) => element.type in EMPTY;

/**
 * The values of one view or message, made when first asked for. `known` are
 * the server's values, used where nothing was typed here: after a page reload.
 */
export function formFor(key, known = {}) {
  if (!forms.has(key)) forms.set(key, new Form());
  const form = forms.get(key);
  form.known = known;
  return form;
}

/** Forgets views that are no longer open; messages keep theirs. */
export function forgetViewsExcept(ids) {
  for (const key of forms.keys()) {
    if (key.startsWith("view:") && !ids.includes(key.slice(5))) forms.delete(key);
  }
}

class Form {
  #values = new Map();
  known = {};
  errors = {}; // block_id -> sentence, from the server or the page's own check
  trouble = null; // sentence shown above the form when a submission did not get through
  busy = false;

  /** The element's value in Slack's shape, typed or initial. */
  get(blockId, element) {
    const kept = this.#values.get(keyOf(blockId, element)) ?? this.known[blockId]?.[element.action_id];
    return kept && stillOffered(kept, element) ? kept : { type: element.type, ...EMPTY[element.type](element) };
  }

  set(blockId, element, value) {
    this.#values.set(keyOf(blockId, element), { type: element.type, ...value });
  }

  /** `state` as Slack sends it with an action or a submission. */
  state(blocks) {
    const values = {};
    for (const { blockId, element } of controls(blocks)) {
      if (!isStateful(element)) continue;
      values[blockId] ??= {};
      values[blockId][element.action_id] = this.get(blockId, element);
    }
    return { values };
  }
}

const keyOf = (blockId, element) => `${blockId} ${element.action_id}`;

function stillOffered(kept, element) {
  if (!("selected_option" in kept) || kept.selected_option === null) return true;
  return optionsOf(element).some((option) => option.value === kept.selected_option.value);
}

/** All options of a menu, whether grouped or not. */
export function optionsOf(element) {
  return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
}

/** Every interactive element with its block's id. */
export function controls(blocks) {
  return (blocks ?? []).flatMap((block, at) => {
    const elements = block.type === "actions" ? block.elements : [block.element ?? block.accessory];
    return elements.filter((e) => e?.action_id || e?.type in EMPTY).map((element) => ({ blockId: blockIdOf(block, at), element, block }));
  });
}

/** The block's own id, or a stand-in when the server left it out. */
export const blockIdOf = (block, at) => block.block_id ?? `block-${at}`;

/** What a person must mend before submitting: block_id -> sentence. */
export function check(form, blocks) {
  const errors = {};
  for (const { blockId, element, block } of controls(blocks)) {
    if (block.type !== "input") continue;
    const wrong = wrongWith(form.get(blockId, element), element, block.optional);
    if (wrong) errors[blockId] = wrong;
  }
  return errors;
}

function wrongWith(held, element, optional) {
  const { type, ...value } = held;
  const content = Object.values(value)[0];
  const empty = content === null || content === "" || (Array.isArray(content) && content.length === 0);
  if (empty) return optional ? null : "Please complete this required field.";
  if (type === "plain_text_input") return wrongLength(content, element);
  if (type === "number_input") return wrongNumber(content, element);
  return null;
}

function wrongLength(text, { min_length: least = 0, max_length: most = 3000 }) {
  if (text.length < least) return `Please write at least ${least} characters.`;
  if (text.length > most) return `Please write at most ${most} characters (now ${text.length}).`;
  return null;
}

function wrongNumber(text, element) {
  const pattern = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) return element.is_decimal_allowed ? "Please enter a number." : "Please enter a whole number.";
  if (element.min_value !== undefined && Number(text) < Number(element.min_value)) return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && Number(text) > Number(element.max_value)) return `Please enter ${element.max_value} or less.`;
  return null;
}
