// What the page knows of the world, kept up with each change.

/** The houses by key, each with its people, its messages in order, homes and open forms by person. */
export const houses = new Map();

/** Messages kept for one house; the oldest whisper goes first, as in the playground itself. */
const MOST = 1000;

/** Take over everything at once. */
export function takeWhole(state) {
  houses.clear();
  for (const told of state.houses) {
    houses.set(told.key, {
      ...told,
      people: new Map(told.people.map((person) => [person.id, person])),
      messages: new Map(told.messages.map((message) => [message.id, message])),
      homes: new Map(Object.entries(told.homes)),
      forms: new Map(Object.entries(told.forms)),
    });
  }
}

/** Take over one change; true when it is news. */
export function takeChange(change) {
  const house = houses.get(change.house);
  if (!house) return false;
  if (change.kind === "form") {
    if (change.form) house.forms.set(change.address, change.form);
    else house.forms.delete(change.address);
    return true;
  }
  const { message } = change;
  if (!message) return false;
  const [shelf, key] = change.kind === "home" ? [house.homes, change.address] : [house.messages, message.id];
  const known = shelf.get(key);
  if (known && known.version >= message.version) return false;
  shelf.set(key, message);
  if (shelf.size > MOST) shelf.delete(([...shelf.values()].find((one) => one.only) ?? shelf.values().next().value).id);
  return true;
}

/** The messages in the thread of this one, oldest first. */
export function threadOf(house, message) {
  return [...house.messages.values()].filter((one) => one.under && one.under === message.id);
}

/** What this person sees in a tab, oldest first; what stands in a thread is drawn with what it stands under. */
export function inTab(house, tab, personId) {
  if (tab === "home") return house.homes.has(personId) ? [house.homes.get(personId)] : [];
  const place = tab === "room" ? house.room : personId;
  return [...house.messages.values()].filter(
    (message) => message.place === place && !house.messages.has(message.under) && (!message.only || message.only === personId),
  );
}
