"""The vocabulary every floor shares: what people do, what they see next, and how a card reaches others.

Nothing here knows the product or a platform. A platform that can read these events and draw these
messages and forms can run the whole product.
"""

from bot.chat.action import Action, StaleAction, pack, unpack
from bot.chat.event import Event, HomeOpened, Installed, Person, Place, Pressed, Said, Submitted, Uninstalled
from bot.chat.form import ChoiceField, Field, Form, Option, Problems, TextField, WhenField
from bot.chat.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Divider,
    Facts,
    Heading,
    Link,
    LinkButton,
    Mention,
    Message,
    Moment,
    Note,
    Picture,
    Span,
    Spans,
    Strong,
    Style,
    Text,
)
from bot.chat.port import Answer, CannotReach, Chat, Next, Switchboard, TryLater

__all__ = [
    "Action",
    "Answer",
    "Block",
    "Bullets",
    "Button",
    "Buttons",
    "CannotReach",
    "Chat",
    "ChoiceField",
    "Divider",
    "Event",
    "Facts",
    "Field",
    "Form",
    "Heading",
    "HomeOpened",
    "Installed",
    "Link",
    "LinkButton",
    "Mention",
    "Message",
    "Moment",
    "Next",
    "Note",
    "Option",
    "Person",
    "Picture",
    "Place",
    "Pressed",
    "Problems",
    "Said",
    "Span",
    "Spans",
    "StaleAction",
    "Strong",
    "Style",
    "Submitted",
    "Switchboard",
    "Text",
    "TextField",
    "TryLater",
    "Uninstalled",
    "WhenField",
    "pack",
    "unpack",
]
