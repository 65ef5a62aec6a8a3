"""Every sentence a person reads that this adapter says by itself: in the foot of a mail, and on the page around the
product's own words.
"""

BOT = "Convener"

# A mail.
NO_SUBJECT = "A message from Convener"
HOME = "Your page"
STOP = "No more mail"
YOURS = (
    "These links are yours alone: whoever has this mail can answer in your name, so please do not forward it. "
    "They work until {until}."
)
ANSWERS_NOWHERE = "Nobody reads answers to this mail. To say something to Convener, open your page."
ANSWERS_TO = "Answers to this mail reach {address}. To say something to Convener, open your page."
PICTURE = "See the picture"
MORE = "There is more than fits in one mail. Your page shows all of it."

# The page of a link.
CHOSE = "You chose “{label}” in our mail. Press once more to go on."
NOTHING_YET = (
    "Nothing has been changed yet. Mail systems open links by themselves to check them, so the last press is yours."
)
HOME_TITLE = "Your page in Convener"
HOME_TEXT = "See what is next for you, and change your answers."
HOME_BUTTON = "Open my page"
STOP_TITLE = "No more mail?"
STOP_TEXT = "Press once, and Convener writes no more mails to {address}. Your place and your answers stay as they are."
STOP_BUTTON = "No more mail to this address"
STOPPED_TITLE = "No more mail"
STOPPED = (
    "Convener writes no more mails to {address}. Your place and your answers stay as they are. "
    "If you want mails again, ask your facilitator for a new invitation."
)

# Around the product's answer.
DONE = "Done."
SAY_LABEL = "Write to Convener"
SAY_HINT = "“help” shows what you can ask"
SAY_BUTTON = "Send"
YOURS_ON_PAGE = "This page is for {address} alone. Whoever has its link can answer in your name."
OPTIONAL = "optional"
NO_CHOICE = "No choice"
PROBLEMS = "Please look at what is marked below. All you typed is still here."

# What can go wrong.
OVER_TITLE = "This link has ended"
OVER = (
    "Links in mails work for 90 days. Please open a newer mail from Convener, or ask your facilitator to invite you "
    "again. Nothing was changed."
)
CUT_TITLE = "This link cannot be read"
CUT = (
    "Perhaps a part of it was lost on the way. Please open it from the mail itself, or copy all of it. Nothing was "
    "changed."
)
TOO_LONG_TITLE = "That is too long"
TOO_LONG = "Please go back, and say it in fewer words. Nothing was changed."
UNREADABLE_TITLE = "That could not be read"
UNREADABLE = "Please go back and try again. Nothing was changed."
