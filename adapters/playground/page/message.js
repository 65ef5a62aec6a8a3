// Draws one message as it stands in a house.

import { drawBlocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { threadOf } from "./model.js";
import { clockIn, dayIn } from "./moments.js";

const HUES = 8;

/** What must be equal for a drawn message to be kept as it is. */
export const drawnAs = (message, house, reader) =>
  [message, ...threadOf(house, message)].map(({ at, seq, version }) => `${at} ${seq} ${version}`).join() + reader.id;

/** The element for a message as this reader sees it, its thread below; `press(message, button, element)` as in drawBlocks. */
export function drawMessage(message, house, reader, press) {
  const own = message.views[reader.id];
  const author = message.by ? house.people.get(message.by) : null;
  const at = new Date(message.at);
  const kinds = ["message", author ? "person" : "bot", message.by === reader.id && "own", message.only && "whisper", own && "view"];
  return h(
    "article",
    { class: kinds.filter(Boolean).join(" "), "data-id": message.id, tabindex: "-1" },
    message.only && h("p", { class: "aside-note" }, icon("eye"), "Only visible to you"),
    own && h("p", { class: "aside-note" }, icon("eye"), "Only you see it this way, until it changes"),
    author ? avatar(author.name) : h("img", { class: "avatar", src: "/playground/page/mark.svg", alt: "" }),
    h(
      "header",
      {},
      h("b", {}, author ? author.name : "Convener"),
      !author && h("span", { class: "app" }, "App"),
      h("time", { datetime: message.at, title: dayIn(at, reader.zone, reader.locale) }, clockIn(at, reader.zone)),
    ),
    h("div", { class: "blocks" }, drawBlocks(own ?? message.blocks, reader, (button, at) => press(message, button, at))),
    drawThread(threadOf(house, message), house, reader, press),
  );
}

function drawThread(replies, house, reader, press) {
  if (replies.length === 0) return null;
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  const drawn = replies.map((reply) => drawMessage(reply, house, reader, press));
  return h("section", { class: "thread", "aria-label": count }, h("p", { class: "thread-count", "aria-hidden": "true" }, count), drawn);
}

/** A person's or a house's initials on a colour of their own. */
export function avatar(name, kind = "avatar") {
  const words = name.split(/[\s-]+/).filter(Boolean);
  const initials = (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return h("span", { class: `${kind} initials hue-${sum % HUES}`, "aria-hidden": "true" }, initials);
}
