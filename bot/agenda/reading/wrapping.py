"""What programs wrap around a pasted agenda: the marks of a quoted e-mail, pictures in the place of bullets."""

import html
import re
from collections.abc import Sequence

from bot.agenda.reading.text import level, marked, visible
from bot.agenda.reading.vocabulary import CLOSINGS
from bot.when.normalise import fold

_QUOTE = re.compile(r"^\s*(?:>\s?)+(?![^\s<>]*>)")
_PICTURE = re.compile(
    r"^(\s*)(?:[-*•]\s+)?(?:[0-9#*]\ufe0f?\u20e3|[\u2190-\u21ff\u231a-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001faff]"
    r"[\ufe0e\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]*)+\s+(?=\S)"
)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|p|br|ul|ol|li|div|span|table|thead|tbody|tr|td|th|h[1-6]|a)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ANCHOR = re.compile(r"<a\s[^<>]*href=[\"']([^\"'<>]+)[\"'][^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_PLAIN = (
    (re.compile(r"\s*</t[dh]>\s*", re.IGNORECASE), "\t"),
    (re.compile(r"\s*<li(?:\s[^<>]*)?>\s*", re.IGNORECASE), "\n- "),
    (re.compile(r"\s*<br\s*/?>[ \t]*(?=\n|$)|</(?:p|div|tr|h[1-6])>[ \t]*", re.IGNORECASE), "\n"),
    (re.compile(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE), "; "),
)
_SENDER = r"from|von|de|от|发件人|من"
_HEADER = re.compile(
    rf"\s*\**(?:{_SENDER}|sent|date|to|cc|bcc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|отправлено|дата|кому|копия|"
    rf"тема|发送时间|收件人|抄送|主题|إلى|الموضوع|التاريخ|تاريخ الإرسال)\**\s?[:：]\**\s*\S",
    re.IGNORECASE,
)
_SENT = re.compile(rf"\s*\**(?:{_SENDER})\**\s?[:：]\**\s*\S", re.IGNORECASE)
_WRAPPED = 66
"""Characters; a line that a program broke is at least as long."""
_SIGNATURE = re.compile(r"\s*--\s*$")
_COLUMNS = re.compile(r"[\t|]|\s{3}|[,;]\S+.*[,;]\S")
"""What stands between the cells of a table."""
_SIGNED = 8
"""Lines a signature has at the most."""


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of a quotation, where more than one line carries them."""
    quoted = [found[0].count(">") if (found := _QUOTE.match(line)) else 0 for line in lines]
    if sum(map(bool, quoted)) < 2:
        return [*lines]
    plain: list[str] = []
    for number, line in enumerate(lines):
        if number and quoted[number] != quoted[number - 1]:
            plain.append("")
        plain.append(_QUOTE.sub("", line) if quoted[number] else line)
    return plain


def bulleted(lines: Sequence[str]) -> list[str]:
    """The lines with plain bullets where most begin with a picture; a picture here or there belongs to its title."""
    begun = sum(bool(_PICTURE.match(line)) for line in lines)
    if begun < 2 or begun * 2 < sum(bool(line.strip()) for line in lines):
        return [*lines]
    return [_PICTURE.sub(r"\1• ", line) for line in lines]


def untagged(lines: Sequence[str]) -> list[str]:
    """The lines without the tags of HTML, whose links and lists become those of plain text."""
    if not any(_TAG.search(line) for line in lines):
        return [*lines]
    text = _ANCHOR.sub(r"[\2](\1)", "\n".join(lines))
    for tag, plain in _PLAIN:
        text = tag.sub(plain, text)
    return html.unescape(_TAG.sub("", text)).split("\n")


def rejoined(lines: Sequence[str]) -> list[str]:
    """The lines with those put together again that a mail program broke: the second goes on in small letters."""
    whole: list[str] = []
    for line in lines:
        if (
            whole
            and line.strip()[:1].islower()
            and len(whole[-1]) >= _WRAPPED
            and not marked(visible(line).strip())[0]
            and whole[-1].rstrip()[-1:] not in ".:;!?)]|>"
            and not _COLUMNS.search(line.strip())
            and "://" not in whole[-1]
        ):
            whole[-1] = f"{whole[-1].rstrip()} {line.strip()}"
        else:
            whole.append(line)
    return whole


def around(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are the head of an e-mail (from, to, subject) or the signature below it."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number in found or not _SENT.match(line):
            continue
        head = number
        while head < len(lines) and _HEADER.match(lines[head]):
            head += 1
        if head - number > 2:
            found.update(range(number, head))
    for number in range(max(1, len(lines) - _SIGNED), len(lines)):
        said = fold(level(lines[number])).strip()
        if (
            CLOSINGS.match(said)
            and (not lines[number - 1].strip() or said[-1:] == "," or CLOSINGS.fullmatch(said.strip(" .!")))
            and not marked(lines[number])[0]
        ):
            found.update(range(number, len(lines)))
    signed = [number for number, line in enumerate(lines) if _SIGNATURE.match(line)]
    if signed and sum(bool(line.strip()) for line in lines[signed[-1] :]) <= _SIGNED:
        found.update(range(signed[-1] + 1, len(lines)))
    return found
