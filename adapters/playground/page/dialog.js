// Draws a form as a dialog inside its house, so that the other houses stay alive beside it.

import { drawSpans } from "./blocks.js";
import { freshId, h, icon } from "./dom.js";

/** The dialog for this form. `send(values)` and `leave()` are called when the person does so. */
export function drawDialog(form, reader, { send, leave }) {
  const title = freshId("title");
  const fields = form.fields.map((field) => drawField(field, form.problems[field.key]));
  const whole = form.problems[""];
  const dialog = h(
    "dialog",
    { class: "form", open: true, "aria-labelledby": title }, // show() would take the focus even from another house
    h(
      "form",
      {
        novalidate: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            send(Object.fromEntries(fields.map((field) => [field.key, field.read()])));
          },
        },
      },
      h(
        "header",
        {},
        h("h2", { id: title }, form.title),
        h("button", { type: "button", class: "close", "aria-label": "Close", on: { click: leave } }, icon("close")),
      ),
      h(
        "div",
        { class: "fields" },
        whole && h("p", { class: "problem whole", role: "alert" }, icon("warn"), whole),
        form.intro.length > 0 && h("p", { class: "intro" }, drawSpans(form.intro, reader)),
        fields.map((field) => field.element),
      ),
      h(
        "footer",
        {},
        h("button", { type: "button", class: "b-button plain", on: { click: leave } }, "Cancel"),
        h("button", { type: "submit", class: "b-button primary" }, form.submit),
      ),
    ),
  );
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
  });
  const first = fields.find((field) => field.wrong) ?? fields[0];
  return { element: dialog, focus: () => (first ? first.focus() : dialog.querySelector("[type=submit]").focus()) };
}

function drawField(field, problem) {
  const id = freshId("field");
  const hint = field.hint && h("p", { class: "hint", id: `${id}-hint` }, field.hint);
  const error = problem && h("p", { class: "problem", id: `${id}-problem` }, icon("warn"), problem);
  const described = [problem && `${id}-problem`, field.hint && `${id}-hint`].filter(Boolean).join(" ");
  const widget = drawWidget(field, {
    id,
    "aria-describedby": described || null,
    "aria-invalid": problem ? "true" : null,
    "aria-required": field.optional ? null : "true",
  });
  const label = h("label", { for: id }, field.label, field.optional && h("span", { class: "optional" }, " (optional)"));
  return {
    key: field.key,
    wrong: Boolean(problem),
    element: h("div", { class: problem ? "field wrong" : "field" }, label, hint, widget, error),
    read: () => widget.value,
    focus: () => widget.focus(),
  };
}

function drawWidget(field, attributes) {
  if (field.kind === "choice") {
    const empty = !field.value || field.optional;
    const select = h(
      "select",
      attributes,
      empty && h("option", { value: "" }, field.optional ? "No choice" : "Please choose"),
      field.options.map((option) => h("option", { value: option.value }, option.label)),
    );
    select.value = field.value;
    return select;
  }
  const limit = field.kind === "text" ? field.limit : 3000;
  const common = { ...attributes, maxlength: limit, placeholder: field.placeholder || null, autocomplete: "off", dir: "auto" };
  const widget = field.lines > 1 ? h("textarea", { ...common, rows: Math.min(field.lines, 8) }) : h("input", { ...common, type: "text" });
  widget.value = field.value;
  return widget;
}
