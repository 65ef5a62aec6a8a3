// Where the parts of the page meet.

import { setClock, startClock } from "./clock.js";
import { byId, h } from "./dom.js";
import { HousePane } from "./house.js";
import { houses, takeChange, takeWhole } from "./model.js";
import { follow } from "./net.js";

const panes = new Map();
let tries = "";

/** Tell screen readers what was just shown, in short. */
function told(words) {
  byId("said").textContent = words.length > 400 ? `${words.slice(0, 400)}…` : words;
}

function whole(state) {
  byId("lost").hidden = true;
  setClock(state.clock);
  takeWhole(state);
  for (const key of panes.keys()) if (!houses.has(key)) drop(key);
  for (const house of houses.values()) {
    const before = panes.get(house.key);
    if (before) before.take(house);
    else add(new HousePane(house, told));
  }
  drawSwitcher();
  drawTries(state.tries);
}

function add(pane) {
  byId("houses").append(pane.element);
  panes.set(pane.house.key, pane);
}

function drop(key) {
  panes.get(key).element.remove();
  panes.delete(key);
}

let waiting = [];
function changed(change) {
  if (change.kind === "clock") return setClock(change.clock);
  if (!takeChange(change)) return;
  if (waiting.push(change) === 1) requestAnimationFrame(drawChanges);
}

/** Many changes within one frame are drawn once. */
function drawChanges() {
  const drawing = waiting;
  waiting = [];
  for (const change of drawing) {
    const pane = panes.get(change.house);
    if (change.message) pane?.changed(change.message, change.kind);
    else pane?.redraw();
  }
}

function drawSwitcher() {
  const chips = [...panes.values()].map(({ house, element }) =>
    h(
      "button",
      { type: "button", class: `chip ${house.look}`, "data-house": house.key, on: { click: () => show(element) } },
      house.name,
    ),
  );
  byId("switcher").replaceChildren(...chips);
  for (const { element } of panes.values()) inView.observe(element);
}

function show(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ behavior: still ? "auto" : "smooth", inline: "start", block: "nearest" });
}

const inView = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const chip = document.querySelector(`[data-house="${target.id.slice("house-".length)}"]`);
      chip?.setAttribute("aria-current", String(isIntersecting));
    }
  },
  { root: byId("houses"), threshold: 0.6 },
);

function drawTries(list) {
  if (JSON.stringify(list) === tries) return;
  tries = JSON.stringify(list);
  const items = list.map((one) =>
    h("li", {}, h("span", {}, one.words), one.say && h("button", { type: "button", on: { click: () => fill(one.say) } }, "Write it for me")),
  );
  byId("tries").querySelector("ol").replaceChildren(...items);
}

/** Put words into the first house's private chat, ready to be sent. */
function fill(text) {
  const pane = panes.values().next().value;
  if (!pane) return;
  pane.go("chat");
  show(pane.element);
  pane.compose.fill(text);
  pane.compose.box.focus();
}

function startTools() {
  const root = document.documentElement;
  const kept = localStorage.getItem("theme");
  if (kept) root.dataset.theme = kept;
  byId("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
  const toggle = byId("tries-toggle");
  const open = (wanted) => {
    byId("tries").hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
  };
  open(matchMedia("(min-width: 60rem)").matches);
  toggle.addEventListener("click", () => open(byId("tries").hidden));
}

startTools();
startClock({ failed: (error) => told(error.message), moved: told });
follow({ whole, changed, lost: () => (byId("lost").hidden = false) });
