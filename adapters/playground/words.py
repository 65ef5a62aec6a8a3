"""Every English sentence the playground itself says; the product's own words come from the product."""

BOT = "Convener"
COMMAND = "/cop"

WENT_WRONG = "Something went wrong on my side, and nothing was changed. Please try again."
ANSWERED_PRIVATELY = "{name}: I answered you in our own chat."
OPEN_FORM = "Open the form"
PICTURE = "A picture of this"

NO_ANSWER = "Nobody is behind this playground yet: no product was joined to it."
NO_PERSON = "There is nobody here with the id {id!r}."
NO_HOUSE = "There is no house {key!r} here."
NO_CARD = "Convener has put nothing into the room of {key!r} yet."
NO_MESSAGE = "{name} sees no message with the id {id!r}."
NO_BUTTON = "There is no button {label!r} on this message. There is: {labels}."
NO_BUTTON_NUMBER = "There is no button number {index} on this message: it has {count}."
LEADS_AWAY = "{label!r} is a link; it leads to {url}."
NO_FORM = "{name} has no form open."
NO_FIELD = "This form has no field {key!r}. It has: {keys}."
NO_OPTION = "{value!r} cannot be chosen for {label!r}. The choices are: {options}."
NOTHING = "nothing"

BAD_KEY = "A key is small letters, digits and hyphens, and a person's cannot be 'room': {key!r} will not do."
TAKEN = "{id!r} is here already."

ROOM_GONE = "nobody is at {address!r}"
HOUSE_CLOSED = "the house {key!r} is closed to us"
WHISPERED = "a whispered message changes only when its reader presses a button on it"
PLEASE_WAIT = "the house {key!r} asks for patience"

NOT_JSON = "Please send one JSON object, as application/json."
NOT_UNDERSTOOD = "I could not read that: {problem}."
NOT_FROM_HERE = "The playground answers only its own page, on this machine."
TOO_LONG = "That is too long for me."
CLOCK_RANGE = "The clock goes from the year 2000 to the year 2099."
NO_ZONE = "I know no time zone {zone!r}."

TRIES = (
    ("Write “help” in the first house.", "help"),
    ("Press Coming in one house; watch the card in all the others.", ""),
    ("Move the clock on by a week: who is reminded, and who is not?", ""),
)

NO_PAGE = "There is no such page."

WELCOME = "Convener's playground. Who are you?"
CHOOSE = "Write a number: "
PROMPT = "{name}> "
NOW_YOU = (
    "You are {name}, in {house}. It is {now}. Write to Convener, press a button by its number, or write ? for more."
)
HELP = (
    ("words", "write to Convener privately"),
    ("12", "press the button with this number"),
    ("/room words", "write to Convener in the room"),
    ("/home", "open your home"),
    ("/look", "see the room and your chat again"),
    ("/who", "be somebody else"),
    ("/clock +2 days", "move the clock (hours, days, weeks), set it (2027-03-04 15:00, UTC), or /clock now"),
    ("/quit", "leave"),
)
NO_SUCH_NUMBER = "There is no {number} here."
CLOCK_HOW = "Write for instance /clock +2 days, /clock 2027-03-04 15:00, or /clock now."
CLOCK_SAYS = "It is {now}."
CHANGED_ELSEWHERE = "{house}: something changed in the room."
FORM_HOW = "Enter keeps what stands in brackets, - empties, . leaves the form."
ONLY_YOU = "only visible to you"
IN_THREAD = "in the thread of “{above}”"
YOUR_CHAT = "Convener, to you"
YOUR_HOME = "Your home"
OPTIONAL = "optional"
