// A browser at the other end of a pipe: one JSON object a line in, one a line out, `id` joining them.
//
//   {id, do: "open", page, url, width, height, dark}   a page under a name of your own, in a browser context of its own
//   {id, do: "click" | "push" | "fill" | "choose" | "type" | "press" | "wait" | "texts", page, selector, text, key, timeout}
//   {id, do: "shoot", page, path}                      a picture of the whole page
//   {id, do: "complaints", page}                       what went wrong inside it, and what it asked for elsewhere
//
// Selectors are Playwright's. Answers {id, value} or {id, problem}. Ends when its standard input does.

const { createInterface } = require("node:readline");
const { launch, staysHere } = require("./chromium.cjs");

const pages = new Map();
const PATIENCE = 5000;

const can = {
  async open(browser, { page: name, url, width = 1280, height = 900, dark = false }) {
    const context = await browser.newContext({
      viewport: { width, height }, colorScheme: dark ? "dark" : "light", locale: "en-GB", timezoneId: "Europe/Zurich",
    });
    const page = await context.newPage();
    const complaints = { errors: [], elsewhere: [] };
    await staysHere(context, (href) => complaints.elsewhere.push(href));
    page.on("pageerror", (error) => complaints.errors.push(String(error)));
    page.setDefaultTimeout(PATIENCE);
    await page.goto(url);
    pages.set(name, { page, complaints });
  },
  click: (_, { page, selector, timeout }) => on(page).locator(selector).last().click({ timeout }),
  // A press that reaches a server: over when the server has answered.
  push: (_, { page, selector }) => Promise.all([
    on(page).waitForResponse((response) => response.request().method() === "POST"),
    on(page).locator(selector).last().click(),
  ]).then(([response]) => response.status()),
  fill: (_, { page, selector, text }) => on(page).locator(selector).last().fill(text),
  choose: (_, { page, selector, text }) => on(page).locator(selector).last().selectOption({ label: text }),
  press: (_, { page, key }) => on(page).keyboard.press(key),
  type: (_, { page, text }) => on(page).keyboard.type(text),
  wait: (_, { page, selector, timeout = PATIENCE }) => on(page).locator(selector).last().waitFor({ timeout }),
  texts: (_, { page, selector }) => on(page).locator(selector).allInnerTexts(),
  shoot: async (_, { page, path }) => void await on(page).screenshot({ path, fullPage: true }),
  complaints: (_, { page }) => pages.get(page).complaints,
};

function on(name) {
  if (!pages.has(name)) throw new Error(`no page ${name}`);
  return pages.get(name).page;
}

(async () => {
  const browser = await launch();
  console.log(JSON.stringify({ id: 0, value: browser.version() }));
  for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    Promise.resolve().then(() => can[asked.do](browser, asked)).then(
      (value) => console.log(JSON.stringify({ id: asked.id, value: value ?? null })),
      (problem) => console.log(JSON.stringify({ id: asked.id, problem: String(problem) })),
    );
  }
  await browser.close();
})();
