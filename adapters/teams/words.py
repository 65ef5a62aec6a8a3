"""Every sentence a person can read that this adapter says by itself, in one place."""

ANSWERED_PRIVATELY = "I answered you in our own chat."
WRITE_TO_ME = "My answer is for you alone, and I cannot write to you yet. Please write to me in a personal chat."
SORRY = "Something went wrong on my side, and I have noted it. Please try again in a moment."
DONE = "Done."
DIALOG_TITLE = "Convener"
TOO_LONG = "There is more than fits in one message here."
PLEASE_FILL = "Please fill this in."

APP_NAME = "Convener"
APP_FULL_NAME = "Convener, for communities of practice"
APP_SHORT = "Sign up for sessions, see agendas and get one reminder, here in Teams."
APP_LONG = (
    "Convener runs a community of practice across many organisations. Its sessions, agendas and reminders appear where "
    "you already work: one click answers, and you always see who can see your answer."
)
"""The four texts of the app's page in Teams: at most 30, 100, 80 and 4,000 characters (app manifest schema)."""
COMMANDS = (
    ("help", "What I can do for you"),
    ("home", "What is next for you"),
)
"""Commands Teams offers while somebody writes to the bot: at most 32 and 128 characters each (app manifest schema)."""
