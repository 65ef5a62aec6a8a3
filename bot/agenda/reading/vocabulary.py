# ruff: noqa: E501 -- rows of words read better unwrapped
"""The words agendas are made of, in the languages we read: what an item is, who holds it, what a column is called."""

import re

from bot.when.languages import LANGUAGES
from bot.when.normalise import fold

UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that write no spaces between words."""


def _any(*words: str, flexed: bool = True) -> re.Pattern[str]:
    """A pattern for any of these folded words, whole, in the plural or another case too; "*pause" may end a longer word.

    Words of scripts that write no spaces may stand anywhere.
    """
    listed = sorted({fold(word) for group in words for word in group.split("|")}, key=len, reverse=True)
    spaced = [
        _flexible(word) if flexed else re.escape(word) for word in listed if word.isascii() or not UNSPACED.search(word)
    ]
    run = [re.escape(word) for word in listed if not word.isascii() and UNSPACED.search(word)]
    whole = rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"
    return re.compile(f"{whole}|{'|'.join(run)}" if run else whole)


def _flexible(word: str) -> str:
    """The word with the endings of its language, and in Arabic with an article or a conjunction before it."""
    start = ""
    if word[0] == "*":
        start, word = r"\w*", word[1:]
    plain = start + re.escape(word)
    if "\u0600" <= word[0] <= "\u06ff":
        return rf"(?:[وبل]?ال|لل|[وبل])?{plain}"
    if len(word) < _FLEXED:
        return plain
    if "\u0400" <= word[-1] <= "\u04ff":
        return start + re.escape(word.rstrip("аеиоуыэюяьй")) + r"\w{0,4}"
    return plain if word.endswith("s") else rf"{plain}(?:e?s|e?n)?"


_FLEXED = 5
"""Letters of a word that may take an ending; shorter ones would meet others."""

BREAKS = _any(
    "break|coffee|coffee break|tea|tea break|lunch|breather|recess|intermission|dinner|comfort break|bio break|breakfast|brunch|refreshments|snack|snacks|drinks|reception|stretch|stretching|"
    "cocktail|cocktails|networking|energizer|energiser",
    "pause|pause café|pause déjeuner|déjeuner|entracte|collation|apéritif|apéro|dîner|petit déjeuner|cocktail|réseautage",
    "pausa|descanso|receso|almuerzo|comida|cena|desayuno|café|pausa para café|refrigerio|cóctel|networking",
    "*pause|mittagessen|kaffee|pinkelpause|biopause|imbiss|abendessen|frühstück|umtrunk|teepause|kurze pause|ausklang|empfang",
    "перерыв|кофе пауза|кофе брейк|обед|пауза|кофе|чай|ужин|завтрак|фуршет|обеденный перерыв",
    "休息|茶歇|午餐|午休|咖啡|晚餐|早餐|用餐|晚宴|酒会",
    "استراحة|غداء|استراحه|فسحة|الغداء|الاستراحة|قهوة|عشاء|فطور",
)
DISCUSSIONS = _any(
    "discussion|discussions|discuss|discusses|discussing|in fours|in threes|panel discussion|q&a|q & a|q and a|q/a|q+a|questions|debate|breakout|breakouts|break out|break outs|breakout groups|"
    "group work|groupwork|small groups|small group|group exercise|in groups|round table|roundtable|tour de table|open floor|open forum|in pairs|fishbowl|world cafe|open space|peer advice|peer consultation|peer coaching|"
    "brainstorm|brainstorming|ask me anything|ama|town hall|role play|simulation game|exchange of views|unconference|breakout sessions|aob|any other business|a o b|working groups|comments from|deliberation",
    "débat|questions réponses|questions et réponses|table ronde|petits groupes|en groupes|divers|questions diverses|discussions",
    "debate|preguntas|preguntas y respuestas|discusión|mesa redonda|trabajo en grupos|grupos de trabajo|mesas de trabajo|en grupos|coloquio|ruegos y preguntas|varios",
    "*diskussion|*diskussionsrunde|fragen|*aussprache|*fragerunde|*gruppenarbeit|*gruppenphase|*kleingruppen|*gesprächsrunde|in gruppen|verschiedenes|rückfragen|podiumsdiskussion|sonstiges|nachfragen|zu zweit|zu dritt|murmelphase|arbeitsgruppen|kollegiale beratung",
    "обсуждение|вопросы|вопросы и ответы|дискуссия|прения|дебаты|работа в группах|в группах|в малых группах|групповая работа|круглый стол|разное|свободная дискуссия",
    "讨论|問答|问答|提问|辩论|圆桌|分组|小组|其他事项|自由发言|討論",
    "نقاش|مناقشة|مناقشات|أسئلة|اسئلة|المناقشة|النقاش|مجموعات العمل|عمل المجموعات|في مجموعات|ما يستجد من أعمال|أسئلة وأجوبة|مناقشه|مناقشة مفتوحة|نقاش مفتوح|جلسة حوارية",
)
WEAK_DISCUSSIONS = _any(
    "ideation|deliberations|consultation|exercise|exchange|exchanges|dialogue|reactions|conversation|workshop|workshops|échange|échanges|échange de vues|atelier|ateliers|sous groupes|talleres|intercambio|diálogo|taller|austausch|gespräch|"
    "обмен мнениями|交流|حوار|تبادل|مداخلات",
)
"""A discussion when nobody holds it; with one company in charge it is a talk by another name."""
GATHERED = _any(
    "group|plenary|working session|table work|session de travail|sesión de trabajo|arbeitssitzung|groupe|plénière|grupo|plenaria|plenario|*gruppen|*gruppe|plenum|группа|группы|группах|пленарное заседание|小组|مجموعات",
)
"""People together, who discuss where the title names nothing else they do."""
TALKS = _any(
    "welcome|presentation|presentations|case study|case studies|keynote|introduction|introductory|briefing|input|update|talk|report|lecture|demo|overview|"
    "report back|opening|closing|wrap up|next steps|lessons|summary|recap|panel|registration|case",
    "ouverture|clôture|présentation|étude de cas|bienvenue|accueil|exposé|introduction|synthèse|rapport|retour|conclusion|conclusions|prochaines étapes|restitution",
    "presentación|estudio de caso|bienvenida|apertura|introducción|resumen|próximos pasos|caso|informe|cierre|conclusiones",
    "vortrag|präsentation|begrüßung|fallbeispiel|fallstudie|einführung|bericht|impuls|rückblick|nächste schritte|abschluss|zusammenfassung",
    "доклад|презентация|приветствие|приветственное слово|вступление|кейс|пример|отчет|подведение итогов|следующие шаги|выступление",
    "案例|致辞|介绍|报告|演讲|总结|分享|欢迎|开场",
    "عرض|كلمة|دراسة حالة|مقدمة|ترحيب|افتتاح|تقرير|ملخص|الخطوات التالية|ختام",
)
OTHER_BUSINESS = _any(
    "any other business|aob|a o b|any other matters|any other matter|other business|other matters|miscellaneous|misc|anything else|open items|"
    "other topics|further topics|other issues|other items|varia|tour d'horizon",
    "divers|questions diverses|points divers|autres questions|autres points|autres sujets|point divers",
    "varios|asuntos varios|otros asuntos|ruegos y preguntas|otros temas|asuntos generales|otras cuestiones|temas varios",
    "verschiedenes|sonstiges|diverses|weitere themen|andere themen|varia|allfälliges|weitere punkte",
    "разное|прочее|другие вопросы|прочие вопросы|иные вопросы",
    "其他事项|其他事宜|其它事项|其他议题|其他|杂项|其它",
    "ما يستجد من أعمال|ما يستجد|أعمال أخرى|مسائل أخرى|متفرقات|أي أعمال أخرى|موضوعات أخرى|مواضيع أخرى|بنود أخرى",
    flexed=False,
)
"""What leaves an agenda open: competitors who meet want to know in advance, and completely, what will be talked about."""
PRE_READS = _any(
    "pre read|pre reads|preread|prereads|pre reading|please read|read before|read beforehand|background reading|background paper",
    "à lire|lecture préalable|document préparatoire|documents préparatoires|lectura previa|documento previo|leer antes",
    "vorablektüre|bitte vorher lesen|vorab lesen|прочитать заранее|материалы к заседанию|предварительное чтение|会前阅读|预读|请先阅读|قراءة مسبقة|قراءة تمهيدية",
)
"""A paper is announced."""
ENDS = _any(
    "end|close|ends|end of meeting|end of the meeting|adjourn|adjournment|finish|end of session|meeting ends|close of meeting",
    "fin|fin de séance|clôture|fin de la séance|fin de la réunion",
    "fin|fin de la reunión|clausura|fin de la sesión|cierre",
    "ende|schluss|ende der sitzung|sitzungsende",
    "конец|завершение|окончание|закрытие|конец заседания",
    "结束|散会|会议结束",
    "نهاية|ختام|النهاية|انتهاء|نهاية الاجتماع",
    flexed=False,
)
ROLES = _any(
    "facilitator|facilitators|host|hosts|chair|chairs|co chair|co chairs|moderator|moderators|secretariat|team|teams|all|everyone|everybody|"
    "participants|nominee|nominees|expert|experts|advisor|advisors|adviser|speaker|speakers|rapporteur|organisers|organizers|coordinator|"
    "all companies|members|guest|guests|presenter|organisation|investor|me|leads|representatives|reps|delegates|director|professor|commissioner|minister|two companies|three companies|several companies|some companies|other companies",
    "président|présidente|animateur|animatrice|facilitateur|facilitatrice|équipe|tous|toutes|modérateur|modératrice|experte|secrétariat|présidence|intervenant|intervenante|coordinatrice|coordinateur",
    "facilitador|facilitadora|todos|todas|equipo|moderador|moderadora|secretaría|experto|experta|asesor|asesora|coordinador|coordinadora|ponente",
    "moderation|alle|sekretariat|gastgeber|leitung|vorsitz|expertin|experte|expertinnen|beraterin|berater|referent|referentin|plenum",
    "ведущий|ведущая|модератор|все|команда|эксперт|эксперты|секретариат|координатор|участники|председатель|докладчик",
    "主持人|全体|所有人|团队|专家|秘书处|协调员|主席|全体成员|大家|企业代表",
    "الميسر|الميسرة|الجميع|فريق|خبير|خبيرة|المنسق|المنسقة|الأمانة|الرئيس|المشاركون|الخبير|الخبيرة|مستشار",
)
EVERYBODY = _any(
    "all|everyone|everybody|participants|all companies|plenary|tous|toutes|todos|todas|alle|plenum|все|участники|全体|所有人|大家|全体成员|الجميع|المشاركون",
    flexed=False,
)
REMARKS = _any(
    "optional|tbc|tbd|t b c|t b d|continued|cont|part|subject to|see|incl|including|e g|i e|eg|ie|max|approx|if|online|in person|plus|draft|final|new|"
    "to be confirmed|to be decided|to be determined|by video|hybrid|day|room|via|link|times|time|off the record|chatham house rule|virtual|recorded|not recorded|"
    "confidential|provisional|anonymous|closed|open|all times|continuation|revised|update",
    "à confirmer|suite|facultatif|optionnel|partie|voir|y compris|en ligne|provisoire|sous réserve",
    "por confirmar|opcional|continuación|parte|véase|en línea|incluye|provisional|borrador",
    "optional|fortsetzung|teil|siehe|inkl|einschließlich|online|entwurf|vorläufig|ggf|evtl",
    "при необходимости|продолжение|часть|см|включая|онлайн|проект|уточняется",
    "待定|可选|续|线上|草案|待确认",
    "اختياري|تابع|الجزء|عن بعد|يؤكد لاحقا|مسودة",
)
TOPICS = _any(
    "rights|content|diligence|remedy|practice|practices|policy|principles|law|laws|risk|risks|part|session|meeting|study|networking|supply|chain|data|groups|group|questions|"
    "discussion|break|update|overview|lessons|examples|challenges|trends|framework|guidance|regulation|directive|impact|access|ai|privacy|safety|phase|step|steps|"
    "day|module|plenary|q&a|report|state|conduct|grievance|recap|summary|business|conflict|children|women|introduction|optional|tbc|tbd|agenda|draft|final|round",
    "droits|recours|pratique|risques|partie|atelier|étude|bilan|cadre|loi|questions|pause|débat|suite",
    "derechos|práctica|riesgos|parte|taller|estudio|marco|ley|preguntas|pausa|debate",
    "menschenrechte|praxis|risiken|teil|lieferkette|gesetz|stand|ausblick|überblick|rückblick|pause|diskussion|fragen|beschwerdeverfahren|abhilfe|umsetzung",
    "права|практика|риски|часть|закон|вопросы|перерыв|обсуждение|итоги",
    "权利|实践|风险|讨论|第",
    "حقوق|ممارسة|مخاطر|الجزء|قانون|أسئلة|نقاش",
)
"""Words that make a capitalised phrase a topic and not a name."""
HEADINGS = _any(
    "total time|total duration|total length|durée totale|duración total|tiempo total|gesamtdauer|gesamtzeit|общая продолжительность|总时长|المدة الإجمالية",
    "agenda|draft agenda|programme|program|total|sum|summe|suma|somme|running order|schedule",
    "ordre du jour|programme|total|orden del día|agenda|programa|tagesordnung|ablauf|gesamt|повестка дня|повестка|программа|всего|итого|议程|日程|总计|合计",
    "جدول الأعمال|البرنامج|المجموع|جدول أعمال",
    flexed=False,
)
COMPANIES = _any(
    "company|companies|opening remarks|closing remarks|welcome remarks|welcoming remarks|remarks",
    "entreprise|entreprises|retour d'expérience|empresa|empresas|palabras de apertura|*unternehmen|компания|компании|企业|公司|شركة|شركات",
)
"""What stands before a colon with a company or a body behind it."""
UNDECIDED = re.compile(
    r"(?:^|\s)(?:t\.?b\.?[cda]\.?|to be (?:confirmed|decided|determined|announced)|n\.?\s?n\.?|à confirmer|à définir|por confirmar|por definir|"
    r"noch offen|wird noch bekannt gegeben|уточняется|будет уточнено|待定|待确认|يحدد لاحقا|يؤكد لاحقا|\?{1,3})$",
    re.IGNORECASE,
)
"""Nobody is named yet."""
CLOSINGS = _any(
    "best|best regards|regards|kind regards|warm regards|best wishes|many thanks|thanks|thank you|see you|cheers|sincerely|yours|looking forward|all the best",
    "viele grüße|beste grüße|herzliche grüße|liebe grüße|mit freundlichen grüßen|freundliche grüße|vielen dank|danke|bis dann|bis bald",
    "cordialement|bien à vous|bien cordialement|meilleures salutations|salutations|merci|à bientôt|amicalement",
    "saludos|un saludo|atentamente|cordialmente|gracias|nos vemos|un abrazo|с уважением|спасибо|до встречи|всего доброго|مع التحية|تحياتي|شكرا|مع خالص التحية|此致|谢谢|祝好",
    flexed=False,
)
"""How a letter ends."""
AGENDAS = _any(
    "agenda|draft agenda|proposed agenda|programme|program|running order|schedule|ordre du jour|programme|orden del día|programa|tagesordnung|ablauf|"
    "повестка дня|повестка|программа|议程|日程|جدول الأعمال|البرنامج|جدول أعمال",
    flexed=False,
)
"""What stands above an agenda, and nothing else of it."""
MONTHS = _any(
    "|".join(
        word for language in LANGUAGES.values() for word, meaning in language.words.items()
        if len(meaning) == 1 and meaning[0][0] == "M" and len(word) > 2 and word not in ("may", "mai", "mar", "sept")
    ),
    "may",
    flexed=False,
)  # fmt: skip

_LABELS: dict[str, str] = {
    "owner": "company|companies|organisation|organization|firm|entreprise|unternehmen|firma|empresa|компания|公司|الشركة|lead|leads|led by|owner|owners|speaker|speakers|presenter|presenters|presented by|facilitator|facilitators|facilitated by|moderator|moderated by|host|"
    "hosted by|who|responsible|by|chair|presentation by|panellists|panelists|introduced by|discussant|discussants|with|resource person|resource persons|"
    "intervenant|intervenants|intervenante|intervenantes|animé par|animée par|présenté par|présentée par|responsable|animation|modération|par|qui|orateur|oratrice|"
    "ponente|ponentes|presentado por|presentada por|presenta|modera|moderado por|a cargo de|responsables|quién|por|facilita|"
    "moderation|moderiert von|vorgestellt von|referent|referentin|verantwortlich|leitung|wer|vortragende|sprecher|sprecherin|von|"
    "докладчик|докладчики|ведущий|ведущая|спикер|спикеры|ответственный|модератор|выступает|выступающий|кто|"
    "主持人|主持|发言人|负责人|主讲人|主讲|演讲人|报告人|讲者|"
    "المتحدث|المتحدثة|المتحدثون|يقدمها|يقدمه|تقديم|المسؤول|الميسر|مقدم العرض|إعداد|المتحدثين|مسؤول",
    "minutes": "how long|how much time|time allocation|allocation|estimated time|wie lange|combien de temps|cuánto tiempo|сколько|duration|length|minutes|mins|min|time allotted|time needed|durée|minutos|duración|dauer|minuten|zeitbedarf|длительность|продолжительность|минут|минуты|мин|"
    "时长|分钟|用时|المدة|مدة|دقائق|الدقائق|allotted time|timing min",
    "starts": "time|times|start|starts|when|clock|timing|from|slot|heure|horaire|heures|hora|horario|zeit|uhrzeit|beginn|wann|время|начало|когда|时间|الوقت|التوقيت|الساعة|وقت",
    "ends": "end|ends|until|to|fin|ende|bis|конец|结束|النهاية",
    "title": "item|items|topic|topics|agenda item|agenda|subject|title|what|session|activity|agenda topic|content|programme|point|sujet|thème|objet|titre|point de l'ordre du jour|"
    "tema|asunto|punto|título|actividad|thema|tagesordnungspunkt|inhalt|was|programmpunkt|titel|тема|вопрос|пункт|название|议题|主题|内容|事项|环节|"
    "البند|الموضوع|العنوان|موضوع|الفقرة|النشاط",
    "links": "pre read|pre reads|preread|pre reading|reading|readings|link|links|document|documents|material|materials|background|background reading|slides|read before|paper|papers|doc|docs|"
    "قراءة مسبقة|قراءة تمهيدية|прочитать заранее|предварительное чтение|预读|请先阅读|vorablektüre|lecture préalable|lecture|lectures|à lire|lien|liens|lectura|lecturas|lectura previa|enlace|enlaces|documento|documentos|documents préparatoires|documentos previos|unterlagen|"
    "lektüre|vorlesen|dokument|dokumente|материалы|ссылка|ссылки|документы|документ|资料|链接|材料|会前阅读|阅读材料|文件|"
    "قراءة|رابط|روابط|وثائق|مواد|مستندات|وثيقة",
    "notes": "note|notes|comment|comments|remark|remarks|details|description|remarques|remarque|commentaires|notas|nota|comentarios|observaciones|anmerkung|anmerkungen|hinweis|"
    "bemerkung|bemerkungen|примечание|примечания|комментарий|备注|说明|ملاحظات|ملاحظة|internal|internal note|internal notes|private|private note|facilitators only|for facilitators|facilitator note|nb|reminder|logistics|method|methodology|output|key questions|guiding questions|discussion questions|guiding question|facilitator notes|note to self|aim|aims|goal|goals|purpose|objective|objectives|objectifs|objetivos|ziele|цель|цели|目标|目的|الأهداف|هدف|expected outcomes|outcomes|preparation|format|outcome|ziel|objectif|objetivo",
    "meta": "location|place|venue|where|date|day|zoom|teams|webex|join|dial in|meeting link|join link|participants|attendees|attending|apologies|session title|"
    "lieu|endroit|jour|participantes|présents|excusés|lien de connexion|ort|datum|teilnehmende|teilnehmer|einwahl|fecha|lugar|asistentes|enlace de conexión|"
    "дата|место|участники|место проведения|地点|日期|参会人|会议链接|المكان|التاريخ|المشاركون|الحضور",
    "index": "#|no|nr|n|no.|nr.|item no|№|numéro|número|nummer|序号|编号|رقم|م|top|n°|номер|point n°",
}
COLUMNS = {fold(word): kind for kind, words in _LABELS.items() for word in words.split("|")}
"""What a column of a table, or what stands before a colon, is about."""
GLUE = "please bitte prière de por favor read tbc tbd tba see also here cf voir siehe véase ver см from at de von um ab a à las с в من to bis until till hasta до إلى الى top n chaired given delivered each chacun jeweils cada uno durch br w ish"
"""Words that stand before a time or a name and go with it."""
EVENTUALLY = frozenset(fold(word) for name in (*COLUMNS, GLUE) for word in re.findall(r"\w+", name))
"""Words that may be taken for a label, and so need not turn up again."""
