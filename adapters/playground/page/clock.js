// The clock at the top: it shows the playground's time, and moves it.

import { byId } from "./dom.js";
import { clockIn, dayIn } from "./moments.js";
import { act } from "./net.js";

const GENEVA = "Europe/Zurich";
let face = { now: Date.now(), since: performance.now(), runs: true };

/** Take over the time the playground says it is. */
export function setClock({ now, runs }) {
  face = { now: Date.parse(now), since: performance.now(), runs };
  show();
}

/** Wire the buttons; `failed(error)` hears what went wrong, `moved(words)` what the time is after a move. */
export function startClock({ failed, moved }) {
  const send = async (command) => {
    try {
      await act("clock", command);
      moved(`The clock says ${byId("clock-day").textContent}, ${byId("clock-geneva").textContent} in Geneva.`);
    } catch (error) {
      failed(error);
    }
  };
  for (const button of document.querySelectorAll("[data-seconds]")) {
    button.addEventListener("click", () => send({ do: "move", seconds: Number(button.dataset.seconds) }));
  }
  byId("clock-now").addEventListener("click", () => send({ do: "now" }));
  const details = byId("clock-set");
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    byId("clock-at").value = `${isoDay()}T${clockIn(instant(), GENEVA)}`;
    byId("clock-at").focus();
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  byId("clock-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await send({ do: "set", at: byId("clock-at").value, zone: GENEVA });
    details.open = false;
  });
  setInterval(show, 1000);
}

function instant() {
  return new Date(face.now + (face.runs ? performance.now() - face.since : 0));
}

function isoDay() {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: GENEVA }).format(instant());
}

function show() {
  const now = instant();
  byId("clock-geneva").textContent = clockIn(now, GENEVA);
  byId("clock-utc").textContent = clockIn(now, "UTC");
  byId("clock-day").textContent = dayIn(now, GENEVA);
}
