// Talks to the playground: commands out, everything at once in, then change after change.

/** Do something as somebody; what they saw then. Throws an Error with a sentence to show. */
export async function act(kind, command) {
  let answer;
  try {
    answer = await fetch(`/playground/${kind}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(command),
    });
  } catch {
    throw new Error("The playground does not answer. Is it still running?");
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? "That did not work.");
  return told.seen;
}

/** Calls `whole` with everything whenever the line is (again) open, and `changed` with each change after it. */
export function follow({ whole, changed, lost }) {
  let early = null; // changes that overtake the answer with everything in it
  const look = async () => {
    early = [];
    const answer = await fetch("/playground/state").catch(() => null);
    if (!answer?.ok) return lost();
    whole(await answer.json());
    const waiting = early;
    early = null;
    waiting.forEach(changed);
  };
  const line = new EventSource("/playground/changes");
  line.addEventListener("open", look);
  line.addEventListener("error", lost);
  line.addEventListener("message", ({ data }) => {
    const change = JSON.parse(data);
    if (change.kind === "reload" || change.kind === "house") look();
    else if (early) early.push(change);
    else changed(change);
  });
}
