// One Slack workspace, played by `emulate` on 127.0.0.1. What it is made of comes as JSON in the first argument:
// {port, team, name, url, users: [{id, name, tz}], channels: [{id, name}], app: {id, client_id, client_secret,
// name, redirect_uris, scopes}, signing_secret, events}. Ends when its standard input does.
//
// emulate plays one fixed team and has no public way to subscribe to its events. Its plugin is an object, so what it
// is given is caught here before it starts; nothing of it is rewritten. The file's name belongs to exactly 0.12.2.

const { createEmulator } = await import("emulate");
const { slackPlugin, getSlackStore, seedFromConfig } = await import(
  new URL("dist-6ZQHD4DN.js", import.meta.resolve("emulate"))
);
const home = JSON.parse(process.argv[2]);
const register = slackPlugin.register;

slackPlugin.seed = (store) => {
  const slack = getSlackStore(store);
  slack.teams.insert({ team_id: home.team, name: home.name, domain: home.team.toLowerCase() });
  for (const { id, name, tz } of home.users) {
    const profile = { display_name: name, real_name: name, email: `${id.toLowerCase()}@example.com`, image_48: "" };
    slack.users.insert({
      user_id: id, team_id: home.team, name: id.toLowerCase(), real_name: name, email: profile.email, tz,
      is_admin: false, is_bot: false, deleted: false, profile, presence: "active", manual_presence: "auto",
    });
  }
  const members = home.users.map((user) => user.id);
  const blank = { value: "", creator: members[0], last_set: 0 };
  for (const { id, name } of home.channels) {
    slack.channels.insert({
      channel_id: id, team_id: home.team, name, is_channel: true, is_private: false, is_archived: false,
      topic: blank, purpose: blank, members: [...members], creator: members[0], num_members: members.length,
    });
  }
  const { id, ...app } = home.app;
  seedFromConfig(store, home.url, {
    oauth_apps: [{ app_id: id, ...app }],
    tokens: home.users.map((user) => ({ token: `xoxp-${user.id}`, type: "user", user: user.id })),
    signing_secret: home.signing_secret,
    strict_scopes: true,
  });
};

slackPlugin.register = (app, store, webhooks, ...rest) => {
  register(app, store, webhooks, ...rest);
  const slack = getSlackStore(store);
  if (home.events) webhooks.register({ url: home.events, events: ["*"], active: true, owner: "slack" });

  // Slack does not wait for the app, and tells it only what it subscribed to.
  const dispatch = webhooks.dispatch.bind(webhooks);
  webhooks.dispatch = async (type, action, envelope, owner) => {
    const told = asSlackTellsIt(envelope, slack);
    if (told) dispatch(told.event.type, action, told, owner).catch((problem) => console.error(String(problem)));
  };

  // What emulate shows a person on its own pages, as JSON: everything that stands in the workspace now.
  app.get("/_everything", (c) => c.json({
    messages: slack.messages.all(),
    ephemeral: slack.ephemeralMessages.all(),
    views: slack.views.all(),
    channels: slack.channels.all(),
    users: slack.users.all(),
    deliveries: webhooks.getDeliveries(),
  }));
};

/** The event as Slack sends it, or undefined where Slack would not: https://api.slack.com/apis/events-api. */
function asSlackTellsIt(envelope, slack) {
  const installed = slack.tokens.all().find((token) => token.token_type === "bot" && token.app_id === home.app.id);
  const event = { event_ts: envelope.event.ts, team: home.team, ...envelope.event };
  const channel = slack.channels.findOneBy("channel_id", event.channel ?? event.item?.channel ?? "");
  if (!installed || !channel) return undefined;
  const bot = installed.bot_user_id;
  if (event.user === bot && event.type === "message") event.bot_id = installed.bot_id;
  if (event.type === "message" && channel.is_im) {
    event.channel_type = "im";
  } else if (event.type === "message" && !event.subtype && event.text?.includes(`<@${bot}>`) && channel.members.includes(bot)) {
    event.type = "app_mention";
  } else if (event.type !== "member_joined_channel") {
    return undefined;
  }
  return {
    token: "unused", context_team_id: home.team, context_enterprise_id: null, api_app_id: home.app.id, ...envelope, event,
    authorizations: [{ enterprise_id: null, team_id: home.team, user_id: bot, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  };
}

const emulator = await createEmulator({
  service: "slack", port: home.port, hostname: "127.0.0.1", baseUrl: home.url, seed: { slack: {} },
});
process.stdin.on("end", () => emulator.close().then(() => process.exit(0))).resume();
console.log("ready");
