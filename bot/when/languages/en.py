# ruff: noqa: E501 -- rows of words read better unwrapped
"""English."""

from bot.when.languages.base import Language, clocks_of, gatherings, listed, phrase, table

_ONES = "one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen"
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
_NTH = (
    "first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth,thirteenth,fourteenth,"
    "fifteenth,sixteenth,seventeenth,eighteenth,nineteenth,twentieth"
)
_numbers = listed("N", 1, _ONES) | {
    f"{word} {one}".strip(): (("N", tens + extra),)
    for tens, word in _TENS.items()
    for extra, one in enumerate(["", *_ONES.split(",")[:9]])
}
_ORDINALS = (
    listed("O", 1, _NTH)
    | {f"twenty {word}": (("O", 20 + n),) for n, word in enumerate(_NTH.split(",")[:9], 1)}
    | {"thirtieth": (("O", 30),), "thirty first": (("O", 31),)}
)

_words = (
    _numbers
    | _ORDINALS
    | listed(
        "M",
        1,
        "january|jan,february|feb,march|mar,april|apr,may,june|jun,july|jul,august|aug,september|sept|sep,"
        "october|oct,november|nov,december|dec",
    )
    | listed(
        "W",
        0,
        "monday|mon,tuesday|tues|tue,wednesday|weds|wed,thursday|thurs|thur|thu,friday|fri,saturday|sat,sunday|sun",
    )
    | listed("V", 0, "mondays,tuesdays,wednesdays,thursdays,fridays,saturdays,sundays")
    | table(
        ("u", 1, "a|an"),
        ("l", -1, "last"),
        ("p", -1, "previous"),
        ("x", 1, "next|following"),
        ("t", 0, "this"),
        ("c", 1, "coming|upcoming|this coming|this upcoming|the coming"),
        ("e", 1, "every|each"),
        ("k", 2, "other|alternate"),
        ("E", ("DAILY", 1), "daily"),
        ("E", ("WEEKLY", 1), "weekly"),
        ("E", ("WEEKLY", 2), "fortnightly"),
        ("E", ("MONTHLY", 1), "monthly"),
        ("E", ("UNSURE", 2), "biweekly|bi weekly"),
        ("E", None, "bimonthly|bi monthly|quarterly|yearly|annually|annual|semi weekly"),
        ("1", 0, "minute|minutes|min|mins|m"),
        ("2", 0, "hour|hours|hr|hrs|h"),
        ("3", 0, "day|days"),
        ("4", 0, "week|weeks|wk|wks"),
        ("5", 0, "month|months"),
        ("6", 0, "year|years"),
        ("7", 0, "weekday|weekdays|working day|working days|business day|business days|workday|workdays"),
        ("R", 0, "today"),
        ("R", 1, "tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|2moro"),
        ("R", 2, "day after tomorrow|overmorrow"),
        ("R", -1, "yesterday"),
        ("R", -2, "day before yesterday"),
        ("g", "morning", "in the morning|morning|mornings|of the morning"),
        ("g", "afternoon", "in the afternoon|afternoon|afternoons"),
        ("g", "evening", "in the evening|evening|evenings"),
        ("g", "night", "at night|night"),
        ("g", "am", "am|a.m|a m"),
        ("g", "pm", "pm|p.m|p m"),
        ("n", 0, "noon|midday|12 noon|twelve noon"),
        ("m", 0, "midnight"),
        ("i", 0, "in"),
        ("I", 0, "from now|hence|from today"),
        ("A", 0, "ago"),
        ("f", 0, "for|lasting|lasts|during|duration|duration of|for a duration of"),
        ("F", 0, "starts"),
        ("F", 2, "from|between"),
        ("F", 1, "starting|beginning|starting from|beginning on|starting on"),
        (".", 0, "until further notice"),
        ("-", 0, "to"),
        ("-", 1, "till|until|til|ending|up to and including|until and including|to and including"),
        (".", 0, "inclusive|included|inclusively"),
        ("-", 2, "through|thru"),
        ("Q", 0, "end|end of"),
        ("C", 1, "times|occurrences|instances"),
        ("&", 0, "and|plus"),
        ("o", 0, "of"),
        ("@", 0, "at"),
        ("|", 0, "or"),
        (".", 0, "the|on|sharp|exactly|precisely|please|pls|date|starting at|at exactly"),
        ("h", 0, "oclock|o clock"),
        ("^", 30, "half past|half after"),
        ("^", 15, "quarter past|a quarter past|quarter after|a quarter after"),
        ("^", -15, "quarter to|a quarter to|quarter before|quarter of|quarter till"),
        ("H", 30, "half"),
        ("+", 15, "and a quarter"),
        ("+", 45, "and three quarters"),
        ("P", 1, "past|minutes past|after the hour"),
        ("Z", 0, "time|local time in|time zone|timezone"),
        (
            "!",
            0,
            "hijri|lunar|but|barring|excluding|eve|provisional|provisionally|pencilled|penciled|pencilled in|placeholder|on hold|some|whichever|most|odd|even|cancel|cancels|between meetings|between calls|impossible|clash|clashes|conflict|conflicts|holiday|holidays|closed|full|taken|skip|skipped|decline|declined|rejected|refused|difficult|bad|wrong|forget|ignore|drop|delete|remove|old|originally|original|previously|formerly|used to|ooo|out of office|without|earlier|maybe|perhaps|possibly|probably|tentative|tentatively|tbc|tbd|tba|not|no|no meeting|no meetings|no session|no call|no briefing|never|except|unless|if|depends|nobody|no one|noone|unlike|miss|missed|hate|flight|flying|travelling|traveling|why|"
            "i'm out|i am out|be out|i'm off|i am off|out of the office|scrap|call off|called off|sick|ill|on leave|vacation|i leave|i'm leaving|"
            "to leave|in a meeting|in another meeting|dentist|forgot|did|a problem|problematic|tricky|a stretch|an issue|"
            "instead of|rather|changed|cancelled|canceled|sometime|some time|anytime|any time|someday|"
            "whenever|soon|later|asap|eod|eow|eom|eob|cob|ish|noonish|same|usual|earliest|latest|mid|early|late|either|"
            "neither|both|unsure|might|could|any|don't|dont|isn't|wasn't|can't|cant|cannot|won't|wont|doesn't|doesnt|wouldn't|shouldn't|couldn't|unable|avoid|busy|unavailable|away|met|middle|half way|halfway|beginning of|"
            "start of|weekend|weekends|lunchtime|lunch|dinner|breakfast|dawn|dusk|sunset|sunrise|easter|christmas|new year|"
            "ramadan|fortnight from|few|couple|several|many|next few|quarter|season|spring|summer|autumn|winter|my birthday|was|were|had|"
            "rest|remainder|whole|all|another|within|once|twice|century|decade|q1|q2|q3|q4|local time|next next|second half|first half",
        ),
        (
            "~",
            0,
            "about|around|approximately|approx|roughly|circa|ca|before|after|by|since|near|almost|nearly|over|under|"
            "more than|less than|plus minus|plus or minus|plus/minus|give or take|at least|at most|no later than|ends|ended|finishes|finished|not before|prior|up to|as of|towards|toward|versus|vs|than",
        ),
        (
            "#",
            0,
            "session|sessions|room|meeting|meetings|part|phase|module|team|level|floor|episode|chapter|step|item|round|week no|"
            "version|number|nr|lesson|group|building|gate|hall|track|draft|section|page|call|workshop|briefing|cohort|group",
        ),
        (
            "*",
            0,
            "people|persons|participants|seats|attendees|members|companies|organisations|organizations|guests|speakers|"
            "places|nominees|experts|advisors|spots|slots|items|topics|questions|cases|slides|pages|teams",
        ),
        (
            "?",
            0,
            "workshop|meeting|call|session|webinar|report|review|edition|standup|stand up|check in|huddle|town hall|townhall|drop in|clinic|office hours|kick off|kickoff|peer exchange|learning lab|deadline|event|briefing|dialogue|forum|newsletter|meetup|"
            "update|catch up|retreat|cohort|sync|assembly|conference|summit|training|plenary|zoom|online|hybrid|office",
        ),
        (".", 0, "@"),
        ("@", 0, "@"),
    )
    | phrase(
        "we|we'll|we will|let's|lets|let's say|let us|i|i'd|i'll|i will|i am|i'm|you|meet|meets|join|join us|see you|see you then|"
        "see you there|starts|start|begins|begin|is|are|be|will be|it is|it's|this is|takes place|taking place|will take place|"
        "held|be held|scheduled|is scheduled|planned|confirmed|set|booked|suggest|i suggest|propose|i propose|i'd propose|"
        "i'd suggest|works|work|works for me|works for us|works for you|work for you|work for everyone|works for everyone|works well|"
        "suits|suits me|suit you|suits you|ok|okay|ok for you|ok for everyone|good for you|fine for you|good|great|fine|perfect|"
        "best|then|all right|alright|everyone|everybody|hi all|hello all|dear all|hi everyone|dear colleagues|colleagues|hi|hello|"
        "thanks|thank you|thanks all|many thanks|cheers|regards|best regards|kind regards|how about|what about|shall we|shall we say|"
        "say|can we|could we|could we do|can we do|could you|can you|would you|would|if that works|if that works for you|if possible|"
        "with|w|together with|if that suits|if that suits you|if ok|if that's ok|if you can|when|when:",
        ("v", 0),
    )
    | phrase(
        "move|moving|moved|reschedule|rescheduling|rescheduled|rearrange|rearranged|postpone|postponing|postponed|delay|delayed|"
        "push|push back|pushed back|bring forward|brought forward",
        ("b", 0),
    )
    | {
        f"{asked} {verb}": (("b", 0),)
        for asked in ("can we", "could we", "can you", "could you", "please", "let's", "we need to", "I need to")
        for verb in ("change", "shift", "switch", "swap")
    }
    | phrase(
        "good friday|black friday|cyber monday|giving tuesday|ash wednesday|maundy thursday|holy thursday|holy saturday|palm sunday|"
        "whit sunday|whit monday|shrove tuesday|fat tuesday|super tuesday|mothering sunday|remembrance sunday",
        ("!", 0),
    )
    | phrase("once a month|once per month|once every month", ("E", ("MONTHLY", 1)))
    | phrase("once a week|once per week|once every week", ("E", ("WEEKLY", 1)))
    | phrase("once every two weeks|once every 2 weeks|once a fortnight", ("E", ("WEEKLY", 2)))
    | phrase("any chance|any chance we could|any chance to|is there any chance", ("v", 0))
    | phrase("instead", ("v", 0))
    | phrase("is|are|be|will be|would|it is|it's|this is|works|work|suits|best|then|say", ("v", 1))
    | phrase("tonight|tonite", ("R", 0), ("g", "night"))
    | phrase("half an hour|half hour|half an hr", ("L", (30, 0, 0)))
    | phrase("an hour and a half|one hour and a half|hour and a half", ("L", (90, 0, 0)))
    | phrase("quarter of an hour|a quarter of an hour|a quarter hour", ("L", (15, 0, 0)))
    | phrase("three quarters of an hour", ("L", (45, 0, 0)))
    | phrase("fortnight|a fortnight", ("L", (0, 14, 0)))
    | phrase("every weekday|every working day|each weekday|every business day|on weekdays|weekdays", ("e", 1), ("7", 0))
    | phrase("everyday", ("e", 1), ("3", 0))
    | clocks_of(
        "{} time",
        Europe_Zurich="swiss",
        Europe_Berlin="german",
        Europe_Paris="french",
        Europe_London="british|english|scottish",
        Europe_Rome="italian",
        Europe_Vienna="austrian",
        Europe_Brussels="belgian",
        Europe_Amsterdam="dutch",
        Europe_Stockholm="swedish",
        Europe_Copenhagen="danish",
        Europe_Oslo="norwegian",
        Europe_Helsinki="finnish",
        Europe_Warsaw="polish",
        Europe_Dublin="irish",
        Europe_Athens="greek",
        Asia_Kolkata="indian",
        Asia_Karachi="pakistani",
        Asia_Tokyo="japanese",
        Asia_Seoul="korean",
        Asia_Shanghai="chinese",
        Asia_Bangkok="thai",
        Asia_Jerusalem="israeli",
        Africa_Cairo="egyptian",
        Africa_Nairobi="kenyan",
        Africa_Lagos="nigerian",
        Africa_Accra="ghanaian",
        Africa_Johannesburg="south african",
        America_New_York="dc|washington dc|ny",
        America_Los_Angeles="sf|bay area",
        Asia_Hong_Kong="hk",
        Asia_Singapore="singaporean|sg",
        America_Bogota="colombian",
        America_Lima="peruvian",
    )
    | phrase("my time|our time|my local time|my timezone|my time zone", ("z", "own"))
    | phrase("week's time", ("4", 0), ("I", 0))
    | phrase("month's time", ("5", 0), ("I", 0))
    | phrase("next week's", ("K", 1))
    | phrase("this week's", ("K", 0))
    | phrase("on zoom|via zoom|over zoom|by zoom|on teams|via teams|on ms teams|by phone|by video", ("v", 0))
    | phrase("later today at", ("R", 0), ("@", 0))
    | phrase("later this afternoon", ("R", 0), ("g", "afternoon"))
    | phrase("later this evening", ("R", 0), ("g", "evening"))
    | phrase("when everyone|when we|when you|when it|when people|when all", ("!", 0))
    | phrase("this month", ("J", 0))
    | phrase("next month", ("J", 1))
    | phrase("last month", ("p", 0))
    | phrase("next year|this year|last year", ("!", 0))
    | phrase("zulu", ("z", "UTC"))
    | phrase(
        "eastern|eastern time|east coast|east coast time|us east coast|us east coast time|us eastern|us eastern time",
        ("z", "ET"),
    )
    | phrase(
        "pacific|pacific time|west coast|west coast time|us west coast|us west coast time|us pacific|us pacific time",
        ("z", "PT"),
    )
    | phrase("central|central time|us central|us central time", ("z", "CT"))
    | phrase("mountain time|us mountain|us mountain time", ("z", "MT"))
    | phrase("central european time|central european summer time", ("z", "CE"))
    | phrase("greenwich mean time|coordinated universal time|universal time|greenwich time", ("z", "UTC"))
    | phrase("after next", ("!", 0))
    | phrase("per week|a week|per month", ("E", None))
    | phrase("weekly", ("E", ("WEEKLY", 1)))
)
_words |= phrase("a week", ("u", 1), ("4", 0))
_words |= phrase("a week today|today a week", ("R", 7)) | phrase("a week tomorrow", ("R", 8))
_words |= phrase("a fortnight today", ("R", 14)) | phrase("a fortnight tomorrow", ("R", 15))

ENGLISH = Language(
    "en",
    _words,
    order="",
    ordinal=r"st|nd|rd|th|\.(?=\s?(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec))",
    gatherings=gatherings("sessions|meetings|calls|workshops|briefings|webinars|lessons|events"),
    week_starts=(0, 6),
)
