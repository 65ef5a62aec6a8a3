# ruff: noqa: E501 -- rows of words read better unwrapped
"""French."""

from bot.when.languages.base import Language, clocks_of, gatherings, listed, phrase, table

_ONES = (
    "deux,trois,quatre,cinq,six,sept,huit,neuf,dix,onze,douze,treize,quatorze,quinze,seize,dix sept,dix huit,dix neuf"
)
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
_numbers = (
    listed("N", 2, _ONES)
    | {
        f"{word} {one}".strip(): (("N", tens + extra),)
        for tens, word in _TENS.items()
        for extra, one in enumerate(["", "et un", *_ONES.split(",")[:8]])
    }
    | {f"{word} et une": (("N", tens + 1),) for tens, word in _TENS.items()}
)

_words = (
    _numbers
    | listed(
        "O",
        1,
        "premier|première|premiers|premières,deuxième|deuxièmes|second|seconde,troisième|troisièmes,quatrième|quatrièmes,cinquième",
    )
    | listed(
        "M",
        1,
        "janvier|janv|jan,février|févr|fév,mars,avril|avr,mai,juin,juillet|juil|juill,août,septembre|sept|sep,octobre|oct,"
        "novembre|nov,décembre|déc",
    )
    | listed("W", 0, "lundi|lun,mardi|mar,mercredi|mer,jeudi|jeu,vendredi|ven,samedi|sam,dimanche|dim")
    | listed(
        "V",
        0,
        "lundis|les lundis|le lundi matin,mardis|les mardis,mercredis|les mercredis,jeudis|les jeudis,vendredis|les vendredis,"
        "samedis|les samedis,dimanches|les dimanches",
    )
    | table(
        ("u", 1, "un|une"),
        ("O", -1, "dernier|dernière|derniers|dernières"),
        ("l", -1, "dernier|dernière"),
        ("p", -1, "passé|passée|précédent|précédente"),
        ("x", 1, "prochain|prochaine|prochains|prochaines|suivant|suivante|qui vient"),
        ("t", 0, "ce|cet|cette"),
        ("e", 1, "chaque|tous les|toutes les|tous"),
        ("k", 2, "autre"),
        ("E", ("DAILY", 1), "quotidiennement|quotidien"),
        ("E", ("WEEKLY", 1), "hebdomadaire|hebdomadairement"),
        ("E", ("MONTHLY", 1), "mensuel|mensuellement|mensuelle"),
        ("E", None, "bimensuel|bimensuelle|bimestriel|trimestriel|annuel|annuellement"),
        ("1", 0, "minute|minutes|min|mn"),
        ("2", 0, "heure|heures"),
        ("3", 0, "jour|jours"),
        ("4", 0, "semaine|semaines"),
        ("5", 0, "mois"),
        ("6", 0, "an|ans|année|années"),
        ("7", 0, "jour ouvrable|jours ouvrables|jour ouvré|jours ouvrés"),
        ("R", 0, "aujourd'hui|aujourd hui"),
        ("R", 1, "demain"),
        ("R", 2, "après demain"),
        ("R", -1, "hier"),
        ("R", -2, "avant hier"),
        ("g", "morning", "matin|du matin|au matin|le matin|matinée|dans la matinée"),
        ("g", "afternoon", "après midi|de l'après midi|l'après midi|dans l'après midi|aprem"),
        ("g", "evening", "soir|du soir|au soir|le soir|soirée|en soirée|dans la soirée"),
        ("g", "night", "nuit|de la nuit|dans la nuit|la nuit"),
        ("n", 0, "midi"),
        ("m", 0, "minuit"),
        ("i", 0, "dans"),
        ("I", 0, "à partir de maintenant|plus tard"),
        ("A", 0, "il y a"),
        ("f", 0, "pendant|durant|pour|durée|d'une durée de|pour une durée de"),
        ("F", 0, "entre"),
        ("F", 1, "dès|à partir de|à partir du|à compter du"),
        (".", 0, "jusqu'à nouvel ordre"),
        ("-", 1, "jusqu'à|jusqu à|jusqu'au|jusqu au|jusqu'à la|jusqu'en"),
        ("-", 0, "au"),
        (".", 0, "inclus|inclusivement|compris"),
        ("Q", 0, "fin"),
        ("C", 0, "fois"),
        ("&", 0, "et"),
        ("o", 0, "de|du|des|d|en"),
        ("@", 0, "à|vers les"),
        ("|", 0, "ou|ou bien"),
        (".", 0, "l|la|les|précises|précise|pile|s il vous plaît|svp|date|heure exacte|s|on"),
        ("y", 0, "le|le jour"),
        ("+", 30, "et demie|et demi|trente minutes"),
        ("+", 15, "et quart|et un quart"),
        ("+", -15, "moins le quart|moins quart|moins un quart"),
        ("B", -1, "moins"),
        ("H", 30, "demi|demie"),
        ("Z", 0, "fuseau|fuseau horaire|fuseau de|heure locale de|heure locale à"),
        (
            "!",
            0,
            "n'importe quel|n'importe quelle|éviter|évitons|provisoire|provisoirement|sous réserve|à valider|certains|certaines|la plupart|impossible|complet|occupé|occupée|indisponible|férié|annuler|ancien|ancienne|ignorer|supprimer|conflit|initialement|absent|absente|sans|hors|à l'exception|veille|lendemain|surlendemain|excepté|hormis|huit jours|quinze jours|une quinzaine|peut être|éventuellement|probablement|sans doute|pas|ne|n|sauf|si|à confirmer|à définir|tbc|bientôt|plus tard|"
            "dès que|possible|quand|lorsque|un jour|quelconque|début|mi|milieu|courant|weekend|week end|déjeuner|"
            "dîner|petit déjeuner|pâques|noël|ramadan|quelques|plusieurs|même heure|comme d'habitude|habituel|annulé|annulée|reporté|"
            "reportée|déplacé|déplacée|plutôt que|plutôt qu|personne|congé|congés|en déplacement|vacances|malade|supprime|supprimons|quitte|fini|finit|se termine|dentiste|oublié|pris|prise|pourquoi|raté|ratée|rate|au lieu|heure locale|trimestre|semestre|été|hiver|automne|printemps|prochainement|"
            "aux alentours|dans les|ni|même|sous peu|tôt|tard|tantôt|jamais|aucun|toujours",
        ),
        (
            "~",
            0,
            "vers|environ|autour|autour de|aux environs|avant|après|depuis|au plus tard|au plus tôt|d'ici|d ici|presque|plus de|moins de|au moins|à peu près|sous",
        ),
        (
            "#",
            0,
            "séance|session|salle|réunion|partie|phase|module|équipe|niveau|étage|chapitre|étape|point|numéro|n|groupe|atelier|page|version|bâtiment",
        ),
        (
            "*",
            0,
            "personnes|participants|participantes|places|membres|entreprises|organisations|invités|intervenants|experts|points|questions|diapositives|pages",
        ),
        (
            "?",
            0,
            "atelier|réunion|appel|séance|webinaire|rapport|édition|événement|dialogue|forum|bulletin|ligne|visio|visioconférence|conférence|assemblée|formation|zoom",
        ),
    )
    | phrase("ce soir|ce soir là", ("R", 0), ("g", "evening"))
    | phrase("cette nuit", ("R", 0), ("g", "night"))
    | phrase("ce matin", ("R", 0), ("g", "morning"))
    | phrase("cet après midi|cette après midi", ("R", 0), ("g", "afternoon"))
    | phrase("une demi heure|demi heure|la demi heure", ("L", (30, 0, 0)))
    | phrase("une heure et demie", ("u", 1), ("2", 0), ("+", 30))
    | phrase("un quart d'heure|quart d'heure", ("L", (15, 0, 0)))
    | phrase("trois quarts d'heure", ("L", (45, 0, 0)))
    | phrase("tous les quinze jours|toutes les deux semaines|une semaine sur deux", ("E", ("WEEKLY", 2)))
    | phrase("sur deux", ("k", 2))
    | phrase("en huit|en 8", ("a", 7))
    | phrase("en quinze|en 15", ("a", 14))
    | phrase(
        "avec|sur zoom|par zoom|via zoom|sur teams|via teams|en visio|en ligne|à distance|par téléphone|on se voit|on se retrouve|rendez vous|rdv|se tiendra|aura lieu|a lieu|se déroulera|est prévu|est prévue|prévu|prévue|"
        "est fixé|est fixée|fixé|fixée|est|sera|serait|ce sera|c'est|commence|commencera|débute|débutera|je propose|je vous propose|"
        "je te propose|nous vous proposons|proposons|disons|est ce que|vous convient|vous conviendrait|te convient|ça vous convient|"
        "ça vous va|ça te va|ça marche|cela vous convient|cela vous conviendrait|vous irait|vous va|convient|pouvons nous|"
        "peut on|pourrait on|pourrions nous|nous nous retrouvons|retrouvons nous|nous nous réunirons|bonjour|bonjour à tous|"
        "bonjour à toutes|bonjour à toutes et à tous|bonjour à toutes et tous|bonjour à tous et toutes|bonjour à tous et à toutes|chers collègues|chères et chers collègues|chers toutes et tous|salut|merci|"
        "merci d'avance|cordialement|bien cordialement|bien à vous|d'accord|ok|parfait|alors|à tous|tous ensemble|si possible|"
        "si cela vous convient|si ça vous va|si vous voulez bien|quand:|que diriez vous de|que pensez vous de|à bientôt",
        ("v", 0),
    )
    | phrase(
        "déplacer|déplacez|déplaçons|déplace|décaler|décalez|décalons|décale|reporter|reportez|reportons|reporte|repousser|repoussez|"
        "repoussons|avancer|avançons|remettre",
        ("b", 0),
    )
    | phrase("une fois par mois", ("E", ("MONTHLY", 1)))
    | phrase("une fois par semaine", ("E", ("WEEKLY", 1)))
    | phrase("une fois toutes les deux semaines|une fois tous les quinze jours", ("E", ("WEEKLY", 2)))
    | phrase("plutôt", ("v", 0))
    | phrase("est|sera|serait|ce sera|c'est|convient|ça marche", ("v", 1))
    | phrase("au mois de|au mois d|du mois de|du mois d", ("o", 0))
    | phrase("ce mois|ce mois ci", ("J", 0))
    | phrase("heure de greenwich|temps universel|temps universel coordonné|tu|heure gmt", ("z", "UTC"))
    | clocks_of(
        "heure {}",
        Europe_Zurich="suisse",
        Europe_Paris="française|de france",
        Europe_Berlin="allemande",
        Europe_Brussels="belge",
        Europe_Rome="italienne",
        Europe_London="britannique|anglaise",
        Africa_Dakar="sénégalaise",
        Africa_Tunis="tunisienne",
        Asia_Tokyo="japonaise",
        Asia_Kolkata="indienne",
        Asia_Shanghai="chinoise",
    )
    | phrase("mon heure|heure de chez moi|mon fuseau", ("z", "own"))
    | phrase("heure de l'est|heure de la côte est", ("z", "ET"))
    | phrase("heure du pacifique", ("z", "PT"))
    | phrase("heure d'europe centrale|heure de l'europe centrale", ("z", "CE"))
)
_words |= {"dernier": (("l", -1),), "dernière": (("l", -1),)}

FRENCH = Language(
    "fr",
    _words,
    gatherings=gatherings("séances|réunions|sessions|rencontres|ateliers|appels"),
    ordinal="er|ère|re|e|ème|eme|nd|nde",
    hour_is_clock=True,
)
