// The "are you sure" dialog of an element, asked before its action is sent.

import { h, uniqueId } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";

/** Resolves to whether the person agreed; Escape and a refusal are both no. */
export function confirmed({ title, text, confirm, deny, style }) {
  const opener = document.activeElement;
  const heading = uniqueId("confirm");
  const body = uniqueId("confirm");
  return new Promise((resolve) => {
    let answer = false;
    const dialog = h(
      "dialog",
      { class: "dialog confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": heading, "aria-describedby": body },
      h("h2", { id: heading, class: "dialog-title" }, plain(title ?? "Are you sure?")),
      h("div", { id: body, class: "confirm-text" }, textObject(text)),
      h(
        "div",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => dialog.close() }, plain(deny ?? "Cancel")),
        h("button", {
          type: "button",
          class: `button ${style === "danger" ? "button-danger" : "button-primary"}`,
          "data-confirm": "yes",
          onclick: () => {
            answer = true;
            dialog.close();
          },
        }, plain(confirm ?? "OK")),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      opener?.focus?.();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
