// One house: who you are in it, its tabs, its messages, its compose box, and the form that may be open.

import { drawCompose } from "./compose.js";
import { drawDialog } from "./dialog.js";
import { freshId, h, icon } from "./dom.js";
import { avatar, drawMessage, drawnAs } from "./message.js";
import { inTab, threadOf } from "./model.js";
import { act } from "./net.js";

const TABS = [
  ["room", "Room"],
  ["chat", "Chat"],
  ["home", "Home"],
];

/** A house's pane. `told(words)` speaks to screen readers. */
export class HousePane {
  constructor(house, told) {
    this.house = house;
    this.told = told;
    this.tab = "room";
    this.reader = NOBODY;
    this.drawn = new Map();
    this.unread = new Set();
    this.atEnd = true;
    this.acting = 0;
    this.build();
    this.take(house);
  }

  /** Take over the house as it is told anew; what is half typed stays. */
  take(house) {
    this.house = house;
    this.reader = house.people.get(this.reader.id) ?? house.people.values().next().value ?? NOBODY;
    const options = [...house.people.values()].map((person) => h("option", { value: person.id }, person.name));
    this.picker.replaceChildren(...options);
    this.picker.value = this.reader.id;
    this.redraw();
  }

  build() {
    const { house } = this;
    const [name, who, panel] = [freshId("house"), freshId("who"), freshId("panel")];
    this.picker = h("select", { id: who, on: { change: () => this.become(this.picker.value) } });
    this.tabs = TABS.map(([key, label]) =>
      h(
        "button",
        { type: "button", role: "tab", class: "tab", "data-tab": key, "aria-controls": panel, on: { click: () => this.go(key) } },
        icon(key),
        h("span", {}, label),
        h("span", { class: "badge", hidden: true }, "new"),
      ),
    );
    this.list = h("div", { class: "messages", id: panel, role: "tabpanel", tabindex: "0", on: { scroll: () => this.scrolled() } });
    new ResizeObserver(() => this.settle()).observe(this.list);
    this.title = h("h2", { class: "title" });
    this.error = h("p", { class: "refused", role: "alert", hidden: true });
    this.compose = drawCompose((text) => this.say(text));
    this.opener = this.compose.box;
    this.inside = h(
      "div",
      { class: "inside" },
      h("div", { class: "tabs", role: "tablist", "aria-label": house.name, "aria-orientation": "vertical", on: { keydown: (event) => this.keyInTabs(event) } }, this.tabs),
      h("div", { class: "talk" }, this.title, this.list, this.error, this.compose.element),
    );
    this.element = h(
      "section",
      { class: `house ${house.look}`, id: `house-${house.key}`, "aria-labelledby": name },
      h(
        "header",
        { class: "bar" },
        avatar(house.name, "sign"),
        h("b", { id: name }, house.name),
        h("label", { for: who }, "You are"),
        this.picker,
      ),
      this.inside,
    );
  }

  /** Show what the house looks like now; `fresh` is the message that just changed, if one did. */
  redraw(fresh = null) {
    const shown = inTab(this.house, this.tab, this.reader.id);
    this.redrawTabs();
    this.redrawMessages(shown, fresh);
    this.settle();
    this.redrawForm();
  }

  redrawTabs() {
    const { room_name: room, look, people } = this.house;
    for (const tab of this.tabs) {
      const key = tab.dataset.tab;
      const chosen = key === this.tab;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      tab.querySelector(".badge").hidden = !this.unread.has(`${this.reader.id} ${key}`);
    }
    this.list.classList.toggle("home", this.tab === "home");
    const titles = { room: look === "slack" ? `# ${room}` : room, chat: "Convener", home: "Home" };
    this.title.textContent = titles[this.tab];
    const hint = look === "slack" ? "Write to Convener or /cop" : "Write to Convener…";
    const { box, element } = this.compose;
    box.placeholder = this.tab === "room" && look === "teams" ? "@Convener …" : hint;
    box.setAttribute("aria-label", `Write to Convener in ${this.house.name}, ${titles[this.tab]}`);
    element.hidden = this.tab === "home" || people.size === 0;
  }

  redrawMessages(shown, fresh) {
    const ids = new Set(shown.map((message) => message.id));
    for (const [id, { element }] of this.drawn) {
      if (ids.has(id)) continue;
      element.remove();
      this.drawn.delete(id);
    }
    this.list.querySelector(".empty")?.remove();
    if (shown.length === 0) this.list.append(h("p", { class: "empty" }, EMPTY[this.tab]));
    for (const message of shown) {
      const as = drawnAs(message, this.house, this.reader);
      const before = this.drawn.get(message.id);
      if (before?.as === as) continue;
      const element = drawMessage(message, this.house, this.reader, (...pressed) => this.press(...pressed));
      const touched = message === fresh || threadOf(this.house, message).includes(fresh);
      if (touched && this.tab !== "home") element.classList.add(before ? "changed" : "arrived");
      if (before) this.exchange(before.element, element);
      else this.list.append(element);
      this.drawn.set(message.id, { element, as });
    }
  }

  /** Put a message where it stood before; who was on one of its buttons still is. */
  exchange(before, after) {
    const held = before.contains(document.activeElement) ? document.activeElement : null;
    if (before.contains(this.opener)) this.opener = twin(this.opener, after);
    before.replaceWith(after);
    if (held) twin(held, after).focus();
  }

  redrawForm() {
    const form = this.house.forms.get(this.reader.id);
    if (form?.serial === this.dialog?.serial) return;
    const had = Boolean(this.dialog);
    this.dialog?.element.remove();
    this.dialog = null;
    this.inside.inert = Boolean(form);
    if (form) {
      const send = (values) => this.act("submit", { values });
      const drawn = drawDialog(form, this.reader, { send, leave: () => this.act("close") });
      this.dialog = { ...drawn, serial: form.serial };
      this.element.append(drawn.element);
      if (this.acting) drawn.focus();
    } else if (had && this.acting) (this.opener.isConnected ? this.opener : this.compose.box).focus();
  }

  /** A message changed: redraw, and mark the tab it stands in when another one is open. */
  changed(message, kind) {
    const tab = kind === "home" ? "home" : message.place === this.house.room ? "room" : "chat";
    const reader = message.only || (tab === "room" ? this.reader.id : message.place);
    if (message.by !== reader && (reader !== this.reader.id || tab !== this.tab) && tab !== "home" && (message.version === 1 || message.views[reader])) this.unread.add(`${reader} ${tab}`);
    this.redraw(message);
  }

  become(personId) {
    this.reader = this.house.people.get(personId);
    this.go(this.tab);
  }

  go(tab) {
    this.tab = tab;
    this.unread.delete(`${this.reader.id} ${tab}`);
    for (const { element } of this.drawn.values()) element.remove();
    this.drawn.clear();
    this.list.setAttribute("aria-label", TABS.find(([key]) => key === tab)[1]);
    this.atEnd = true;
    this.redraw();
    if (tab === "home") this.act("home");
  }

  async press(message, button, element) {
    if (element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    this.opener = element;
    await this.act("press", { message: message.id, action: button.action });
    element.removeAttribute("aria-busy");
  }

  say(text) {
    this.opener = this.compose.box;
    return this.act("say", { text, in_room: this.tab === "room" });
  }

  /** Do something as the person chosen here; false when it was refused. */
  async act(kind, command = {}) {
    this.error.hidden = true;
    this.acting += 1;
    try {
      const seen = await act(kind, { person: this.reader.id, ...command });
      if (kind !== "close") this.told(seen);
      return true;
    } catch (error) {
      this.error.textContent = error.message;
      this.error.hidden = false;
      return false;
    } finally {
      // What this person did may come back as a change a little after the answer.
      setTimeout(() => (this.acting -= 1), 300);
    }
  }

  scrolled() {
    this.atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
  }

  /** Whoever was reading the newest message still is, whatever came or grew. */
  settle() {
    if (this.tab === "home") this.list.scrollTop = 0;
    else if (this.atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  keyInTabs(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.tabs.findIndex((tab) => tab.dataset.tab === this.tab);
    const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
    this.go(next.dataset.tab);
    next.focus();
  }
}

const NOBODY = { id: "", name: "Nobody", zone: "UTC", locale: "en" };

const EMPTY = {
  room: "Nothing has been posted here yet.",
  chat: "Say hello to Convener: write “help”.",
  home: "One moment…",
};

/** The button in `after` that does what `held` did before the message was redrawn; the message itself if it is gone. */
function twin(held, after) {
  return [...after.querySelectorAll("[data-label]")].find((one) => one.dataset.label === held.dataset.label) ?? after;
}
