"""A mail program and a browser, as far as tests need them: what can be read on a page, its links, and its forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"br", "hr", "img", "input", "link", "meta"}
BREAKS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "td",
    "h1",
    "h2",
    "dt",
    "dd",
    "form",
    "a",
    "button",
    "label",
    "option",
    "span",
    "table",
}


@dataclass
class PageForm:
    """A form: what it sends by itself, the fields a person fills, and the words on its button."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, str] = field(default_factory=dict[str, str])
    button: str = ""


@dataclass
class Page:
    """What there is on it."""

    words: str = ""
    links: dict[str, str] = field(default_factory=dict[str, str])
    forms: list[PageForm] = field(default_factory=list[PageForm])
    marked: dict[str, str] = field(default_factory=dict[str, str])
    """The words of every element that has an id."""
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])

    def form(self, do: str) -> PageForm:
        return next(one for one in self.forms if one.hidden.get("do") == do)


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._base = base
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._all: list[str] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.page.tags.append((tag, said))
        if tag in BREAKS:
            self._write("\n")
        for name in ("alt", "placeholder"):
            self._write(said.get(name, ""))
        match tag:
            case "form":
                self.page.forms.append(PageForm(urljoin(self._base, said.get("action", "")), said.get("method", "get")))
            case "input":
                self._input(said)
            case "select":
                self._select = said["name"]
                self.page.forms[-1].values[self._select] = ""
            case "option":
                if "selected" in said:
                    self.page.forms[-1].values[self._select] = said["value"]
            case _:
                pass
        if tag not in VOID:
            self._open.append((tag, said, []))

    def _input(self, said: dict[str, str]) -> None:
        if not self.page.forms:
            return
        form = self.page.forms[-1]
        match said.get("type"):
            case "hidden":
                form.hidden[said["name"]] = said["value"]
            case "radio":
                form.values.setdefault(said["name"], "")
                if "checked" in said:
                    form.values[said["name"]] = said["value"]
            case _:
                form.values[said["name"]] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        name, said, words = self._open.pop()
        assert name == tag, f"</{tag}> stands where </{name}> should"
        text = "".join(words).strip("\n")
        if "id" in said:
            self.page.marked[said["id"]] = text
        if tag == "a":
            self.page.links[text.strip()] = urljoin(self._base, said["href"])
        elif tag == "button":
            self.page.forms[-1].button = text
        elif tag == "textarea":
            # A browser leaves out one line end right behind the tag, and no more.
            self.page.forms[-1].values[said["name"]] = "".join(words).removeprefix("\n")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def _write(self, text: str) -> None:
        if any(tag in ("style", "title", "svg") for tag, _, _ in self._open):
            return
        self._all.append(text)
        for _, _, words in self._open:
            words.append(text)

    def done(self) -> Page:
        self.page.words = "".join(self._all)
        assert self._open == [], "something is left open"
        return self.page


def read(html: str, base: str = "") -> Page:
    """The page that this document is. Fails where it is not well made."""
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.done()
