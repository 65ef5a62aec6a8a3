// Draws the blocks of a message. Both looks share the elements; the style sheets tell them apart.

import { h, icon } from "./dom.js";
import { moment } from "./moments.js";

/** The elements for these blocks as this reader sees them; `press(button, element)` is called for a pressed one. */
export function drawBlocks(blocks, reader, press) {
  return blocks.map((block) => drawBlock(block, reader, press));
}

function drawBlock(block, reader, press) {
  switch (block.kind) {
    case "heading":
      return h("h3", { class: "b-heading", dir: "auto" }, block.text);
    case "text":
      return h("p", { class: "b-text", dir: "auto" }, drawSpans(block.spans, reader));
    case "note":
      return h("p", { class: "b-note", dir: "auto" }, drawSpans(block.spans, reader));
    case "facts":
      return h(
        "dl",
        { class: "b-facts" },
        block.rows.map((row) =>
          h("div", {}, h("dt", {}, row.label), h("dd", { dir: "auto" }, drawSpans(row.spans, reader))),
        ),
      );
    case "bullets":
      return h("ul", { class: "b-bullets" }, block.items.map((item) => h("li", { dir: "auto" }, drawSpans(item, reader))));
    case "picture":
      return drawPicture(block);
    case "divider":
      return h("hr", { class: "b-divider" });
    case "buttons":
      return h("div", { class: "b-buttons" }, block.buttons.map((button) => drawButton(button, press)));
    default:
      throw new Error(`no drawing for a block of the kind ${block.kind}`);
  }
}

/** The nodes for a paragraph's spans. */
export function drawSpans(spans, reader) {
  return spans.flatMap((span) => {
    switch (span.kind) {
      case "text":
        return drawText(span.text);
      case "strong":
        return h("strong", {}, span.text);
      case "link":
        return outward(span.url, "b-link", span.text);
      case "mention":
        return h("span", { class: span.person === reader.id ? "b-mention you" : "b-mention" }, `@${span.name}`);
      case "moment":
        return drawMoment(span, reader);
      default:
        throw new Error(`no drawing for a span of the kind ${span.kind}`);
    }
  });
}

/** Words; a dot between two things stands in the space between them, and goes with it where a line ends there. */
function drawText(text) {
  return text
    .split(" · ")
    .flatMap((part, at) => [at ? h("span", { class: "b-dot" }, h("i", {}, "\u00a0·"), " ") : "", part])
    .filter((part) => part !== "");
}

/** The playground serves its pictures itself: only the path of their address counts. One press shows it larger. */
function drawPicture({ url, alt, width, height }) {
  const { pathname, search } = new URL(url || "/nowhere", location.href);
  const address = pathname + search;
  const image = h("img", { src: address, alt, width, height });
  return h("a", { class: "b-picture", href: address, target: "_blank", rel: "noopener noreferrer" }, image);
}

function drawMoment(span, reader) {
  const { own, theirs } = moment(span, reader);
  const time = h("time", { class: "b-moment", datetime: span.at, title: `${span.text} · your zone: ${reader.zone}` });
  const parts = [...own.map((part) => h("span", {}, part)), theirs && h("span", { class: "theirs" }, `(${theirs})`)];
  for (const part of parts.filter(Boolean)) time.append(time.hasChildNodes() ? " " : "", part);
  return time;
}

function drawButton(button, press) {
  if (button.kind === "link") return outward(button.url, "b-button plain", button.label, icon("out"));
  return h(
    "button",
    {
      type: "button",
      class: `b-button ${button.style}`,
      "aria-label": button.about ? button.about : null,
      "aria-haspopup": button.opens_form ? "dialog" : null,
      "data-label": button.label,
      on: { click: ({ currentTarget }) => press(button, currentTarget) },
    },
    button.label,
  );
}

function outward(url, name, ...children) {
  const safe = /^(https?|mailto):/i.test(url);
  return h("a", { class: name, href: safe ? url : null, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
