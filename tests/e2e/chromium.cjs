// Chromium from Debian, driven by playwright-core, with everything outside this machine switched off.

const { chromium } = require("playwright-core");

/** A browser that can resolve nothing but 127.0.0.1. */
exports.launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM,
  // Containers have no user namespaces and a small /dev/shm; only pages of this machine are ever opened.
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});

/** Refuse every request that leaves this machine, and tell `refused` of it. */
exports.staysHere = (context, refused = () => {}) => context.route("**", (route) => {
  const { protocol, hostname, href } = new URL(route.request().url());
  if (hostname === "127.0.0.1" || protocol === "data:" || protocol === "blob:") return route.continue();
  refused(href);
  return route.abort();
});
