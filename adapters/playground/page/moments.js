// Writes instants out as the reader's own clock shows them, with the organiser's beside it.

const formats = new Map();

function format(kind, locale, zone) {
  const key = `${kind} ${locale} ${zone}`;
  if (!formats.has(key)) {
    const parts = {
      day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
      clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    }[kind];
    // Plain English writes the day first here: the community is international.
    formats.set(key, new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...parts, timeZone: zone }));
  }
  return formats.get(key);
}

/** "Thu 4 Mar 2027" in this zone. */
export const dayIn = (at, zone, locale = "en") => format("day", locale, zone).format(at).replace(/^(\w+),/, "$1");

/** "15:00" in this zone. */
export const clockIn = (at, zone, locale = "en") => format("clock", locale, zone).format(at);

function range(moment, zone, locale) {
  const start = clockIn(new Date(moment.at), zone, locale);
  return moment.until ? `${start}–${clockIn(new Date(moment.until), zone, locale)}` : start;
}

/** The parts of a moment, none of which may break: on the reader's clock, and in brackets on the organiser's. */
export function moment(span, reader) {
  const at = new Date(span.at);
  const day = dayIn(at, reader.zone, reader.locale);
  const organisersDay = dayIn(at, span.zone, reader.locale);
  if (!span.clock) return { own: [organisersDay], theirs: "" };
  const own = range(span, reader.zone, reader.locale);
  if (!span.day) return { own: [own], theirs: "" };
  const organisers = range(span, span.zone, reader.locale);
  if (own === organisers && day === organisersDay) return { own: [`${day},`, `${own} ${span.city}`], theirs: "" };
  const theirs = day === organisersDay ? organisers : `${organisersDay}, ${organisers}`;
  return { own: [`${day},`, own], theirs: `${theirs} ${span.city}` };
}
