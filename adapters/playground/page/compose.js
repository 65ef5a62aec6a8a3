// The box people write in: Enter sends, Shift+Enter starts a new line, and it grows with what is written.

import { h, icon } from "./dom.js";

/** A compose box; `send(text)` answers false when the text was refused, which then comes back into the box. */
export function drawCompose(send) {
  const grow = () => (box.rows = Math.min(6, box.value.split("\n").length));
  const fill = (text) => {
    box.value = text;
    grow();
  };
  const submit = async (event) => {
    event.preventDefault();
    const text = box.value;
    fill("");
    if (!(await send(text)) && !box.value) fill(text);
  };
  const key = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    element.requestSubmit();
  };
  const box = h("textarea", { rows: "1", dir: "auto", maxlength: "4000", on: { keydown: key, input: grow } });
  const button = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
  const element = h("form", { class: "compose", on: { submit } }, box, button);
  return { element, box, fill };
}
