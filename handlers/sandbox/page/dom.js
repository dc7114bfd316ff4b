// Everything on the page is built here, with nodes and textContent: data is
// never parsed as markup, so a message cannot become a script.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element. `on…` props are listeners, `data` a dataset, the rest attributes. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, defined(value));
  else if (name === "value") node.value = value;
  else if (name === "checked") node.checked = true;
  else node.setAttribute(name, value === true ? "" : String(value));
}

function defined(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
}

const ICONS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  back: "M14 6l-6 6 6 6",
  send: "M5 12h13M12 5l7 7-7 7",
  reply: "M5 5h14v10h-8l-4 4v-4H5z",
  sliders: "M5 7h8M17 7h2M5 17h2M11 17h8M15 5v4M9 15v4",
  chevron: "M7 10l5 5 5-5",
  window: "M9 6H5v13h13v-4M13 5h6v6M19 5l-9 9",
  down: "M12 5v14M6 13l6 6 6-6",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.500a2.500 2.500 0 1 0 .01 0",
  warning: "M12 4l9 16H3zM12 10v4M12 17v.5",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
};

/** A line drawing from the set above; decorative, so hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Keeps nodes of unchanged items, so that focus, scroll and open menus survive an update. */
export function reconcile(container, items, keyOf, signatureOf, build) {
  const old = new Map([...container.children].map((node) => [node.__key, node]));
  let cursor = container.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const signature = signatureOf(item);
    let node = old.get(key);
    old.delete(key);
    if (node && node.__signature !== signature) {
      const fresh = keepFocus(node, () => replaced(node, build(item)));
      if (cursor === node) cursor = fresh;
      node = fresh;
    } else if (!node) {
      node = build(item);
    }
    node.__key = key;
    node.__signature = signature;
    if (cursor === node) cursor = cursor.nextElementSibling;
    else container.insertBefore(node, cursor);
  }
  for (const node of old.values()) node.remove();
}

function replaced(node, fresh) {
  node.replaceWith(fresh);
  return fresh;
}

/** Runs a redraw of `scope` and puts focus and caret back on the control with the same hooks. */
export function keepFocus(scope, redraw) {
  const active = document.activeElement;
  if (!active || active === document.body || !scope.contains(active)) return redraw();
  const hook = focusHook(active);
  const caret = caretOf(active);
  const fresh = redraw();
  const again = hook && (fresh ?? scope).querySelector(hook);
  if (again) {
    again.focus({ preventScroll: true });
    if (caret && again.setSelectionRange) again.setSelectionRange(caret[0], caret[1]);
  }
  return fresh;
}

function caretOf(node) {
  try {
    return node.selectionStart === null || node.selectionStart === undefined
      ? null
      : [node.selectionStart, node.selectionEnd];
  } catch {
    return null; // number and date fields have no caret to read
  }
}

function focusHook(node) {
  const { blockId, actionId, value } = node.dataset;
  // Ids of block elements are made anew by each redraw; only the page's own controls keep theirs.
  if (!actionId) return node.id ? `#${CSS.escape(node.id)}` : null;
  const option = value === undefined ? "" : `[data-value="${CSS.escape(value)}"]`;
  return `[data-block-id="${CSS.escape(blockId)}"][data-action-id="${CSS.escape(actionId)}"]${option}`;
}

let lastId = 0;

/** A document-unique id, for labels and aria references. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** Says something to screen readers only. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
