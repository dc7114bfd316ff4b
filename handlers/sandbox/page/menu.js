// A pop-up menu beside its opener: one at a time, closed by Escape, a choice or a click elsewhere.

let open = null;

/** Shows what `build` makes below `opener`; pressing the opener again closes it. */
export function openMenu(opener, build) {
  const same = open?.opener === opener;
  closeMenu();
  if (same) return;
  const node = build();
  // Inside a modal everything outside is inert, so the menu must live in the dialog.
  (opener.closest("dialog") ?? document.body).append(node);
  opener.setAttribute("aria-expanded", "true");
  open = { opener, node };
  place(node, opener);
  node.addEventListener("click", (event) => event.target.closest("[role=menuitem]") && closeMenu());
  (node.querySelector("[aria-checked=true], [role^=menuitem], input") ?? node).focus();
}

/** Closes the open menu, if any, and gives focus back to its opener. */
export function closeMenu() {
  if (!open) return;
  const { opener, node } = open;
  open = null;
  const hadFocus = node.contains(document.activeElement);
  node.remove();
  opener.setAttribute("aria-expanded", "false");
  if (hadFocus) opener.focus();
}

function place(node, opener) {
  const at = opener.getBoundingClientRect();
  const width = node.offsetWidth;
  const height = node.offsetHeight;
  const below = at.bottom + 4 + height <= innerHeight || at.top < height;
  node.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  node.style.top = `${Math.max(8, below ? Math.min(at.bottom + 4, innerHeight - height - 8) : at.top - height - 4)}px`;
}

/** Arrow keys, Home, End within a role=menu. */
export function menuKeys(event) {
  const items = [...event.currentTarget.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") closeMenu();
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.node.contains(event.target) && !open.opener.contains(event.target)) closeMenu();
});
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !open) return;
    // Only the menu closes; the modal underneath must not hear this Escape.
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  },
  true,
);
addEventListener("resize", closeMenu);
