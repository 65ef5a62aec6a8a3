# ruff: noqa: E501 -- rows of words read better unwrapped
"""German."""

import re

from bot.when.languages.base import Language, clocks_of, gatherings, listed, phrase, table

_ONES = "ein|eins,zwei|zwo,drei,vier,fünf,sechs,sieben,acht,neun"
_TEENS = "zehn,elf,zwölf,dreizehn,vierzehn,fünfzehn,sechzehn,siebzehn,achtzehn,neunzehn"
_TENS = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig"}
_numbers = (
    listed("N", 2, ",".join(_ONES.split(",")[1:]))
    | listed("N", 10, _TEENS)
    | {"eins": (("N", 1),)}
    | {
        (f"{one.split('|')[0]}und{word}" if one else word): (("N", tens + extra),)
        for tens, word in _TENS.items()
        for extra, one in enumerate(["", *_ONES.split(",")])
    }
)
_STEMS = {
    1: "erst",
    2: "zweit",
    3: "dritt",
    4: "viert",
    5: "fünft",
    6: "sechst",
    7: "siebt",
    8: "acht",
    9: "neunt",
    10: "zehnt",
    11: "elft",
    12: "zwölft",
    13: "dreizehnt",
    14: "vierzehnt",
    15: "fünfzehnt",
    16: "sechzehnt",
    17: "siebzehnt",
    18: "achtzehnt",
    19: "neunzehnt",
    20: "zwanzigst",
    30: "dreißigst",
    31: "einunddreißigst",
} | {20 + n: f"{one.split('|')[0]}undzwanzigst" for n, one in enumerate(_ONES.split(","), 1)}
_DAYS = "montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonntag"


def _forms(stem: str, ends: str = "e|en|er|es|em") -> str:
    return "|".join(stem + end for end in ends.split("|"))


_words = (
    _numbers
    | {f"{word}mal": (*meaning, ("C", 0)) for word, meaning in _numbers.items() if word != "eins"}
    | table(*(("O", value, _forms(stem)) for value, stem in _STEMS.items()))
    | listed(
        "M",
        1,
        "januar|jänner|jan,februar|feber|feb,märz|mär|maerz,april|apr,mai,juni|jun,juli|jul,august|aug,september|sept|sep,"
        "oktober|okt,november|nov,dezember|dez",
    )
    | listed(
        "W",
        0,
        "montag|mo|mon,dienstag|di|die,mittwoch|mi,donnerstag|do|don,freitag|fr|frei,samstag|sonnabend|sa|sam,sonntag|so|son",
    )
    | listed("V", 0, ",".join(f"{day}s" for day in _DAYS.split(",")))
    | {"immer " + day + "s": (("V", n),) for n, day in enumerate(_DAYS.split(","))}
    | table(
        (".", 0, "die|frei|don|son"),
        ("u", 1, "ein|eine|einer|einem|einen"),
        ("l", -1, _forms("letzt")),
        ("p", -1, _forms("vergangen") + "|" + _forms("vorig")),
        ("x", 1, _forms("nächst") + "|" + _forms("naechst")),
        ("t", 0, _forms("dies")),
        ("c", 1, _forms("kommend")),
        ("e", 1, "jeden|jede|jeder|jedes|jedem|alle"),
        ("k", 2, _forms("ander")),
        ("E", ("DAILY", 1), "täglich"),
        ("E", ("WEEKLY", 1), "wöchentlich"),
        ("E", ("WEEKLY", 2), "zweiwöchentlich|vierzehntägig|14-tägig|alle zwei wochen|alle 2 wochen|alle 14 tage"),
        ("E", ("MONTHLY", 1), "monatlich"),
        ("E", None, "vierteljährlich|jährlich|halbjährlich|quartalsweise|zweimonatlich"),
        ("1", 0, "minute|minuten|min"),
        ("2", 0, "stunde|stunden|std"),
        ("3", 0, "tag|tage|tagen|tages|tags"),
        ("4", 0, "woche|wochen"),
        ("5", 0, "monat|monate|monaten|monats"),
        ("6", 0, "jahr|jahre|jahren|jahres"),
        ("7", 0, "werktag|werktage|werktagen|arbeitstag|arbeitstage|arbeitstagen|wochentag"),
        ("R", 0, "heute"),
        ("R", 1, "morgen"),
        ("R", 2, "übermorgen|uebermorgen"),
        ("R", -1, "gestern"),
        ("R", -2, "vorgestern"),
        ("g", "morning", "morgens|vormittag|vormittags|früh|am vormittag|am morgen|in der früh"),
        ("g", "noon", "mittags|mittag|am mittag"),
        ("g", "afternoon", "nachmittag|nachmittags|am nachmittag"),
        ("g", "evening", "abend|abends|am abend"),
        ("g", "night", "nacht|nachts|in der nacht"),
        ("n", 0, "12 uhr mittags|zwölf uhr mittags|zu mittag"),
        ("m", 0, "mitternacht"),
        ("i", 0, "in"),
        ("I", 0, "ab jetzt|von jetzt an|später"),
        ("f", 0, "für|lang|dauer|während|über"),
        ("F", 0, "von|zwischen|vom|beginn"),
        ("F", 1, "ab|beginnend am|beginnend ab"),
        (".", 0, "bis auf weiteres"),
        ("-", 1, "bis|bis um|bis zum|bis einschließlich|bis einschließlich zum|bis inklusive|bis inkl|bis und mit"),
        (".", 0, "einschließlich|inklusive|inkl"),
        ("Q", 0, "ende"),
        ("C", 0, "mal|male|einmal"),
        ("&", 0, "und"),
        ("o", 0, "im|des|der|vom monat"),
        ("@", 0, "um|gegen punkt"),
        ("|", 0, "oder|bzw|beziehungsweise"),
        (".", 0, "punkt|pünktlich|genau|bitte|datum|an|dem|das|zum"),
        ("y", 0, "am|den|der"),
        ("h", 0, "uhr|h"),
        ("^", -30, "halb"),
        ("^", 15, "viertel nach"),
        ("^", -15, "viertel vor|dreiviertel"),
        ("P", 1, "nach|minuten nach"),
        ("B", 1, "vor|minuten vor"),
        ("Z", 0, "zeit|ortszeit|zeitzone|uhrzeit|lokalzeit"),
        (
            "!",
            0,
            "vermeiden|vorläufig|provisorisch|unter vorbehalt|noch offen|manche|manchen|meisten|unmöglich|belegt|voll|feiertag|absagen|alte|alter|alten|ursprünglich|ursprünglichen|ignorieren|verhindert|abwesend|ohne|ausgenommen|vortag|vorabend|folgetag|tags darauf|in acht tagen|in 8 tagen|vielleicht|eventuell|spät|evtl|möglicherweise|wahrscheinlich|vermutlich|nicht|nie|kein|keine|keinen|außer|ausser|falls|wenn|tbc|tbd|"
            "demnächst|bald|baldmöglichst|später|irgendwann|irgendwo|sobald|wann|anfang|mitte|wochenende|mittagessen|abendessen|frühstück|"
            "ostern|weihnachten|ramadan|einige|mehrere|paar|gleiche|gleichen|selbe|selben|wie immer|üblich|üblichen|abgesagt|verschoben|verlegt|statt|anstatt|"
            "quartal|sommer|winter|herbst|frühling|feierabend|viertel|weder|noch|war|spätabends|übernächste|übernächsten|übernächster|nach absprache|ortszeit unbekannt|so bald|kw",
        ),
        (
            "~",
            0,
            "ungefähr|etwa|circa|ca|rund|gegen|vor|nach|spätestens|frühestens|seit|fast|mehr als|weniger als|mindestens|höchstens|nachdem|bevor",
        ),
        (
            "#",
            0,
            "sitzung|raum|saal|zimmer|treffen|teil|phase|modul|team|ebene|stock|kapitel|schritt|punkt|nummer|nr|gruppe|workshop|seite|version|gebäude|termin",
        ),
        (
            "*",
            0,
            "personen|leute|teilnehmer|teilnehmende|teilnehmern|teilnehmenden|plätze|plätzen|mitglieder|firmen|unternehmen|organisationen|gäste|gästen|fragen|seiten|folien",
        ),
        (
            "?",
            0,
            "workshop|treffen|sitzung|anruf|webinar|bericht|ausgabe|veranstaltung|dialog|forum|newsletter|online|konferenz|versammlung|schulung|zoom|tagung",
        ),
    )
    | phrase(
        "mit|auf zoom|über zoom|per zoom|via zoom|bei zoom|auf teams|über teams|per teams|telefonisch|wir treffen uns|treffen wir uns|wir sehen uns|sehen wir uns|findet statt|findet|ist|wäre|sind|wird|beginnt|startet|"
        "beginn|geplant|angesetzt|ist geplant|ist angesetzt|ich schlage vor|schlage vor|ich würde vorschlagen|wie wäre es|wie wäre|"
        "wie wär's|wie wär's mit|wie wäre es mit|passt|passt euch|passt es euch|passt ihnen|passt es ihnen|passt dir|passt allen|geht|"
        "geht es|können wir|könnten wir|sagen wir|also|dann|gut|okay|ok|perfekt|hallo|hallo zusammen|liebe alle|"
        "liebe kolleginnen und kollegen|guten tag|guten morgen|danke|vielen dank|herzliche grüsse|viele grüsse|mit freundlichen grüssen|"
        "wenn möglich|wenn es passt|falls möglich|wann:|uns",
        ("v", 0),
    )
    | phrase("verschieben|verschiebt|verschiebe|verlegen|vorverlegen|vorziehen|umbuchen|schieben", ("b", 0))
    | phrase("einmal im monat|einmal pro monat|einmal monatlich", ("E", ("MONTHLY", 1)))
    | phrase("einmal pro woche|einmal die woche|einmal in der woche|einmal wöchentlich", ("E", ("WEEKLY", 1)))
    | phrase("einmal alle zwei wochen|einmal in zwei wochen", ("E", ("WEEKLY", 2)))
    | phrase("auf", ("j", 0))
    | phrase("lieber|doch lieber|stattdessen|besser", ("v", 0))
    | phrase("ist|wäre|sind|wird|geht|geht es|passt", ("v", 1))
    | phrase("punkt", (".", 0))
    | phrase("nach", ("P", 1))
    | phrase("vor", ("B", 1))
    | phrase("der", ("o", 0))
    | phrase("werktags|an werktagen|jeden werktag|jeden arbeitstag", ("e", 1), ("7", 0))
    | phrase("monatsende", ("Q", 0), ("5", 0))
    | phrase("jahresende", ("Q", 0), ("6", 0))
    | phrase("heute abend", ("R", 0), ("g", "evening"))
    | phrase("heute nacht", ("R", 0), ("g", "night"))
    | phrase("heute früh|heute morgen", ("R", 0), ("g", "morning"))
    | phrase("morgen früh", ("R", 1), ("g", "morning"))
    | phrase("montag morgen", ("W", 0), ("g", "morning"))
    | {f"{day} morgen": (("W", n), ("g", "morning")) for n, day in enumerate(_DAYS.split(","))}
    | {
        f"{day}{part}": (("W", n), ("g", kind))
        for n, day in enumerate(_DAYS.split(","))
        for part, kind in {
            "morgen": "morning",
            "vormittag": "morning",
            "mittag": "noon",
            "nachmittag": "afternoon",
            "abend": "evening",
        }.items()
    }
    | phrase("eine halbe stunde|einer halben stunde|halbe stunde|halben stunde", ("L", (30, 0, 0)))
    | phrase("anderthalb stunden|eineinhalb stunden", ("L", (90, 0, 0)))
    | phrase("zweieinhalb stunden", ("L", (150, 0, 0)))
    | phrase("einer viertelstunde|eine viertelstunde|viertelstunde", ("L", (15, 0, 0)))
    | phrase("einer dreiviertelstunde|eine dreiviertelstunde|dreiviertelstunde", ("L", (45, 0, 0)))
    | phrase("in vierzehn tagen", ("i", 0), ("L", (0, 14, 0)))
    | phrase("diesen monat|diesem monat|dieses monats", ("J", 0))
    | phrase(
        "nächsten monat|nächsten monats|nächster monat|kommenden monats|kommenden monat|folgenden monats", ("J", 1)
    )
    | phrase(
        "nächste woche|nächster woche|kommende woche|kommender woche|der nächsten woche|in der nächsten woche|der kommenden woche|in der kommenden woche",
        ("K", 1),
    )
    | phrase("diese woche|dieser woche|in dieser woche", ("K", 0))
    | phrase("letzte woche|letzter woche|vorige woche|voriger woche|vergangene woche", ("p", 0))
    | phrase("nächstes jahr|dieses jahr|letztes jahr|nächsten jahres|dieses jahres", ("!", 0))
    | phrase("westeuropäische zeit|weltzeit|greenwich zeit|koordinierte weltzeit", ("z", "UTC"))
    | clocks_of(
        "{} zeit",
        Europe_Zurich="schweizer|schweizerische|schweizerischer",
        Europe_Berlin="deutsche|deutscher",
        Europe_Vienna="österreichische|österreichischer",
        Europe_Paris="französische|französischer",
        Europe_London="britische|britischer|englische|englischer",
        Asia_Kolkata="indische|indischer",
        Asia_Tokyo="japanische|japanischer",
        Asia_Shanghai="chinesische|chinesischer",
    )
    | phrase("meine zeit|meiner zeit|meine ortszeit", ("z", "own"))
    | phrase("ostküstenzeit|us ostküste", ("z", "ET"))
    | phrase(
        "mitteleuropäische zeit|mitteleuropäischer zeit|mitteleuropäische sommerzeit|mitteleuropäischer sommerzeit",
        ("z", "CE"),
    )
)


def _city_forms(word: str) -> tuple[str, ...]:
    """Forms in which the table lists a city that stands here as an adjective ("Londoner")."""
    return (word, word.removesuffix("er")) if word.endswith("er") and len(word) > 5 else (word,)


def _joined_verbs(text: str) -> str:
    """ "Findet … statt" is one verb; "statt" alone means "instead of"."""
    return re.sub(r"\b(findet\b.*?)\bstatt\b", r"\1", text, flags=re.IGNORECASE)


GERMAN = Language(
    "de",
    _words,
    gatherings=gatherings("termine|terminen|sitzungen|treffen|workshops|besprechungen"),
    prepare=_joined_verbs,
    endings=_city_forms,
    ordinal=r"\.|te|ter|ten|tes|ste|sten",
)
