"""What people wrote, without Slack's own markup: the words as they typed them."""

import re

TOKEN = re.compile(r"<([^<>]*)>")
LEADING_MENTION = re.compile(r"^\s*<@\w+(?:\|[^>]*)?>")
UNESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def without_mention(text: str, bot: str) -> str:
    """The text without the bot's name; without the name it begins with where Slack has not told who the bot is."""
    return re.sub(rf"<@{re.escape(bot)}(?:\|[^>]*)?>", "", text) if bot else LEADING_MENTION.sub("", text)


def plain(text: str) -> str:
    """The text as it is read: links, people and channels by their words, & < > as themselves, no blanks around it.

    A person Slack gives no name for stays `<@U1>`: only Slack knows who that is.
    """
    text = TOKEN.sub(lambda token: _token(token[1]), text)
    for escaped, meant in UNESCAPES:
        text = text.replace(escaped, meant)
    return text.strip()


def _token(inside: str) -> str:
    target, _, label = inside.partition("|")
    match target[:1]:
        case "@" | "#":
            return f"{target[0]}{label}" if label else f"<{inside}>"
        case "!":
            return label or f"@{target[1:].partition('^')[0]}"
        case _:
            return target.removeprefix("mailto:").removeprefix("tel:")
