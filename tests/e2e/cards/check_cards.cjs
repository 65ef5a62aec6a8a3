// What the `adaptivecards` library (Microsoft's own, 3.0.6) thinks of cards: one card as JSON a line in, one list of
// problems as JSON a line out. With a path as the first argument, also a picture of all of them as Teams would draw them.

const { createInterface } = require("node:readline");
const { launch, staysHere } = require("../chromium.cjs");

const libraries = ["adaptivecards/dist/adaptivecards.min.js", "markdown-it/dist/markdown-it.min.js"].map(require.resolve);

(async () => {
  const cards = [];
  for await (const line of createInterface({ input: process.stdin })) cards.push(JSON.parse(line));
  const browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1180, height: 400 }, timezoneId: "Europe/Zurich" });
  await staysHere(context);
  const page = await context.newPage();
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style><main></main>`);
  for (const path of libraries) await page.addScriptTag({ path });
  for (const card of cards) console.log(JSON.stringify(await page.evaluate(judge, { card, look })));
  const picture = process.argv[2];
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  await browser.close();
})();

/** Runs in the page: parse, validate and draw one card. */
function judge({ card: json, look }) {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
  // The library leaves Markdown to whoever uses it; Teams draws a small part of it, and no HTML.
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = window.markdownit({ html: false }).render(text);
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_5);
  card.hostConfig = new HostConfig(look);
  card.parse(json, context);
  const problems = [];
  for (let i = 0; i < context.eventCount; i++) problems.push(context.getEventAt(i).message);
  problems.push(...card.validateProperties().validationEvents.map((one) => one.message));
  const frame = document.querySelector("main").appendChild(document.createElement("section"));
  try {
    const drawn = card.render();
    if (drawn) frame.appendChild(drawn);
    else problems.push("nothing to draw");
  } catch (problem) {
    problems.push(String(problem));
  }
  return problems;
}

// Teams' proportions, near enough to judge a card by.
const style = `
  body { margin: 0; background: #f5f5f5; }
  main { columns: 2; column-gap: 20px; padding: 20px; }
  section { break-inside: avoid; margin-bottom: 20px; background: #fff; border-radius: 6px; box-shadow: 0 1px 3px #0004; }
  .ac-pushButton { margin: 4px 8px 4px 0; padding: 6px 14px; font: 600 14px sans-serif; background: #fff; border: 1px solid #bbb; border-radius: 4px; }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
  .ac-pushButton.style-destructive { background: #c4314b; border-color: #c4314b; color: #fff; }
  p, ul { margin: 0; box-sizing: border-box; }
  input[type=text], textarea, select { width: 100%; box-sizing: border-box; padding: 6px; font: inherit; border: 1px solid #bbb; border-radius: 4px; }`;
const look = {
  fontFamily: "Liberation Sans, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  supportsInteractivity: true,
  actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", showCard: { actionMode: "inline" } },
};
