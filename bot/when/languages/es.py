# ruff: noqa: E501 -- rows of words read better unwrapped
"""Spanish."""

from bot.when.languages.base import Language, clocks_of, gatherings, listed, phrase, table

_ONES = (
    "dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce,trece,catorce,quince,dieciséis,diecisiete,dieciocho,diecinueve,"
    "veinte,veintiuno|veintiún|veintiuna,veintidós,veintitrés,veinticuatro,veinticinco,veintiséis,veintisiete,veintiocho,veintinueve,treinta"
)
_UNITS = "uno,dos,tres,cuatro,cinco,seis,siete,ocho,nueve"
_numbers = (
    listed("N", 2, _ONES)
    | {
        f"{word} y {one}": (("N", tens + extra),)
        for tens, word in {30: "treinta", 40: "cuarenta", 50: "cincuenta"}.items()
        for extra, one in enumerate(_UNITS.split(","), 1)
    }
    | {"cuarenta": (("N", 40),), "cincuenta": (("N", 50),)}
)

_words = (
    _numbers
    | listed(
        "O",
        1,
        "primer|primero|primera|primeros,segundo|segunda|segundos,tercer|tercero|tercera|terceros,cuarto|cuarta|cuartos,quinto|quinta",
    )
    | listed(
        "M",
        1,
        "enero|ene,febrero|feb,marzo,abril|abr,mayo,junio|jun,julio|jul,agosto|ago,septiembre|setiembre|sept|sep,octubre|oct,"
        "noviembre|nov,diciembre|dic",
    )
    | listed("W", 0, "lunes|lun,martes|mar,miércoles|mié|mie,jueves|jue,viernes|vie,sábado|sáb|sab,domingo|dom")
    | listed(
        "V", 0, "los lunes,los martes,los miércoles,los jueves,los viernes,los sábados|sábados,los domingos|domingos"
    )
    | table(
        ("u", 1, "un|una|uno"),
        ("l", -1, "último|última|últimos"),
        ("O", -1, "último|última|últimos"),
        ("p", -1, "pasado|pasada|anterior"),
        ("x", 1, "próximo|próxima|próximos|siguiente|que viene|que entra|entrante"),
        ("t", 0, "este|esta"),
        ("e", 1, "cada|todos los|todas las"),
        ("k", 2, "otro|otra"),
        ("E", ("DAILY", 1), "diariamente|a diario"),
        ("E", ("WEEKLY", 1), "semanalmente|semanal"),
        ("E", ("WEEKLY", 2), "cada quince días|quincenalmente"),
        ("E", ("MONTHLY", 1), "mensualmente|mensual"),
        ("E", None, "quincenal|bimensual|trimestral|anual|anualmente|bisemanal"),
        ("1", 0, "minuto|minutos|min"),
        ("2", 0, "hora|horas|hs|hrs"),
        ("3", 0, "día|días"),
        ("4", 0, "semana|semanas"),
        ("5", 0, "mes|meses"),
        ("6", 0, "año|años"),
        ("7", 0, "día laborable|días laborables|día hábil|días hábiles"),
        ("R", 0, "hoy"),
        ("R", 1, "mañana"),
        ("R", 2, "pasado mañana"),
        ("R", -1, "ayer"),
        ("R", -2, "anteayer|antier|antes de ayer"),
        ("g", "morning", "de la mañana|por la mañana|en la mañana|a la mañana|a m"),
        ("g", "afternoon", "de la tarde|por la tarde|en la tarde|a la tarde|tarde"),
        ("g", "night", "de la noche|por la noche|en la noche|a la noche|noche"),
        ("g", "early", "de la madrugada|madrugada|por la madrugada"),
        ("g", "noon", "del mediodía"),
        ("n", 0, "mediodía|medio día"),
        ("m", 0, "medianoche|media noche"),
        ("i", 0, "en|dentro de|de aquí a"),
        ("I", 0, "a partir de ahora|a partir de hoy|después de hoy"),
        ("A", 0, "hace"),
        ("f", 0, "durante|por|con una duración de|duración|duración de"),
        ("F", 0, "entre|desde las|entre las"),
        ("-", 0, "a|al"),
        ("-", 1, "hasta|hasta las|hasta el|hasta la"),
        ("F", 1, "desde|desde el|a partir de|a partir del"),
        (".", 0, "hasta nuevo aviso|inclusive|incluido"),
        ("Q", 0, "fin|fines|final|finales"),
        ("C", 0, "veces|vez"),
        ("&", 0, "y|e"),
        ("o", 0, "de|del"),
        ("@", 0, "a las|a la|las|la"),
        ("|", 0, "o|u"),
        (".", 0, "los|en punto|por favor|fecha|para|lo"),
        ("y", 0, "el|el día|día"),
        ("h", 0, "hs"),
        ("+", 30, "y media"),
        ("+", 15, "y cuarto|y quince"),
        ("+", -15, "menos cuarto|menos quince"),
        ("^", -15, "cuarto para las|cuarto para la|un cuarto para las"),
        ("B", -1, "menos"),
        ("H", 30, "media|medio"),
        ("Z", 0, "huso horario|zona horaria|horario de|horario|hora local de|hora local en"),
        (
            "!",
            0,
            "nadie|por qué|cancelamos|cancela|cancelo|vacaciones|me voy|de viaje|enfermo|enferma|olvidé|termina|acaba|es tarde|evitar|evitemos|evita|provisional|tentativo|tentativa|por validar|la mayoría|imposible|ocupado|ocupada|lleno|festivo|feriado|cancelar|antigua|antiguo|ignorar|originalmente|inicialmente|ausente|sin|a excepción|víspera|vísperas|más bien|menos el|ocho días|quince días|una quincena|quizás|quizá|tal vez|a lo mejor|posiblemente|probablemente|no|nunca|excepto|salvo|si|por confirmar|por definir|tbc|"
            "pronto|luego|más tarde|cuando|cuanto antes|algún|alguna|algunos|algunas|unos|unas|principios|mediados|comienzos|inicios|"
            "fin de semana|almuerzo|comida|cena|desayuno|semana santa|navidad|ramadán|misma hora|mismo|misma|siempre|como siempre|cancelado|cancelada|"
            "aplazado|aplazada|movido|movida|en lugar|en vez|hora local|trimestre|semestre|verano|invierno|otoño|primavera|temprano|tarde o temprano|"
            "próximamente|ni|tampoco|varios|varias|jamás|fue|era|depende",
        ),
        (
            "~",
            0,
            "alrededor de|alrededor|aproximadamente|aprox|más o menos|sobre|hacia|cerca de|antes|antes de|antes del|después|después de|"
            "después del|tras|casi|a más tardar|como muy tarde|más de|menos de|al menos|a eso de|como a",
        ),
        (
            "#",
            0,
            "sesión|sala|reunión|parte|fase|módulo|equipo|nivel|piso|capítulo|paso|punto|número|nº|grupo|taller|página|versión|edificio",
        ),
        (
            "*",
            0,
            "personas|participantes|plazas|miembros|empresas|organizaciones|invitados|ponentes|expertos|puntos|preguntas|páginas|diapositivas",
        ),
        (
            "?",
            0,
            "taller|reunión|llamada|sesión|seminario|informe|edición|evento|diálogo|foro|boletín|línea|conferencia|asamblea|formación|zoom",
        ),
    )
    | phrase("esta noche", ("R", 0), ("g", "night"))
    | phrase("esta tarde", ("R", 0), ("g", "afternoon"))
    | phrase("esta mañana", ("R", 0), ("g", "morning"))
    | phrase("mañana por la mañana|mañana en la mañana|mañana a la mañana", ("R", 1), ("g", "morning"))
    | phrase("a mediodía|al mediodía|al medio día", ("n", 0))
    | phrase("a medianoche|a la medianoche", ("m", 0))
    | phrase("media hora|una media hora", ("L", (30, 0, 0)))
    | phrase("un cuarto de hora|cuarto de hora", ("L", (15, 0, 0)))
    | phrase("tres cuartos de hora", ("L", (45, 0, 0)))
    | phrase("una hora y media|hora y media", ("L", (90, 0, 0)))
    | phrase("cada dos semanas|cada 2 semanas|cada quince días", ("E", ("WEEKLY", 2)))
    | phrase(
        "con|por zoom|en zoom|vía zoom|por teams|en teams|en línea|por teléfono|nos vemos|nos reunimos|quedamos|quedemos|podemos|podríamos|podemos quedar|podemos vernos|nos vemos el|será|es|sería|está|"
        "está prevista|está previsto|tendrá lugar|se celebrará|se realizará|se llevará a cabo|comienza|empieza|inicia|propongo|"
        "sugiero|les propongo|os propongo|te propongo|qué tal|qué les parece|qué os parece|qué te parece|les parece|les parece bien|"
        "le viene bien|te viene bien|os viene bien|les viene bien|nos viene bien|me viene bien|estimados colegas|hola|hola a todos|"
        "hola a todas|buenos días|buenas tardes|gracias|muchas gracias|saludos|un saludo|de acuerdo|vale|perfecto|bien|entonces|"
        "si les parece|si os parece|si es posible|cuándo:|fijado|fijada|queda|para todos",
        ("v", 0),
    )
    | {
        f"{verb}{it}": (("b", 0),)
        for verb in (
            "mover",
            "aplazar",
            "posponer",
            "cambiar",
            "pasar",
            "adelantar",
            "trasladar",
            "retrasar",
            "reprogramar",
        )
        for it in ("", "la", "lo")
    }
    | phrase("es|será|sería|está|queda", ("v", 1))
    | phrase("en el mes de", ("o", 0))
    | phrase("una vez al mes|una vez por mes|una vez cada mes", ("E", ("MONTHLY", 1)))
    | phrase("una vez a la semana|una vez por semana|una vez cada semana", ("E", ("WEEKLY", 1)))
    | phrase("una vez cada dos semanas", ("E", ("WEEKLY", 2)))
    | phrase("este mes", ("J", 0))
    | phrase("hora de greenwich|hora universal|tiempo universal|tiempo universal coordinado|hora gmt", ("z", "UTC"))
    | clocks_of(
        "hora {}",
        Europe_Zurich="suiza",
        Europe_Paris="francesa",
        Europe_Berlin="alemana",
        Europe_Rome="italiana",
        Europe_London="británica|inglesa",
        Europe_Madrid="peninsular",
        America_Bogota="colombiana",
        America_Lima="peruana",
        Asia_Tokyo="japonesa",
        Asia_Shanghai="china",
    )
    | phrase("mi hora|mi hora local", ("z", "own"))
    | phrase("hora del este|hora este", ("z", "ET"))
    | phrase("hora del pacífico", ("z", "PT"))
    | phrase("hora central europea|hora de europa central", ("z", "CE"))
    | phrase("a la una|la una", ("@", 0), ("N", 1))
)
_words |= dict.fromkeys(("último", "última", "últimos"), (("l", -1),))

SPANISH = Language(
    "es",
    _words,
    gatherings=gatherings("sesiones|reuniones|encuentros|talleres|llamadas"),
    ordinal=r"\.?[oa]|\.?er|ero",
    hour_is_clock=True,
)
