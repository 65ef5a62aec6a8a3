"""Chinese, simplified; the common traditional forms are read as well. No spaces: the longest word known is taken."""

import re

from bot.when.languages.base import Language, phrase, table

_DAYS = ("一", "二", "三", "四", "五", "六", "日|天")
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_NUMERAL = re.compile(
    r"(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|最[后後]一[个個]?|下一[个個]|上一[个個]|[一三]刻钟?|[一两兩]个半|每[两兩]周|"
    r"每[两兩]个星期|每隔一周|一会儿?|一會兒?|一起|一下|一些|一直|一样|统一|十分感谢|万一|第一时间|一定|一般|"
    r"(?P<numeral>[〇零一二三四五六七八九十两兩]+)"
)


_WRITTEN = re.compile(r"(?<!\d)([123])(刻|个半(?=小时|钟头))")
"""Figures that are part of a word of the table."""


def _week(prefixes: str, *meaning: tuple[str, object]) -> dict[str, tuple[tuple[str, object], ...]]:
    return {
        f"{prefix}{week}{day}": (*meaning, ("W", n))
        for prefix in prefixes.split("|")
        for week in ("周", "週", "星期", "礼拜", "禮拜")
        for n, days in enumerate(_DAYS)
        for day in days.split("|")
    }


def _figures(text: str) -> str:
    """The same text with Chinese numerals as figures, except where they are part of a word."""
    text = _NUMERAL.sub(lambda found: _value(found["numeral"]) if found["numeral"] else found[0], text)
    return _WRITTEN.sub(lambda found: "一二三"[int(found[1]) - 1] + found[2], text)


def _value(numeral: str) -> str:
    if "十" not in numeral:
        return "".join(str(_DIGIT[char]) for char in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return numeral
    return str((_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[ones] if ones else 0))


_words = (
    table(
        ("x", 1, "下一个|下个|下一"),
        ("t", 0, "这个|本|这|這個"),
        ("c", 0, "即将到来的|最近的"),
        ("p", -1, "上个|上一个|过去"),
        ("O", -1, "最后一个|最后一|最后|最後一個|最後"),
        ("e", 1, "每|每个|每個|每逢"),
        ("k", 2, "隔"),
        ("E", ("DAILY", 1), "每天|每日|天天"),
        ("E", ("WEEKLY", 1), "每周|每星期|每个星期|每週|每个礼拜"),
        ("E", ("WEEKLY", 2), "隔周|每两周|每两个星期|每隔一周|双周"),
        ("E", ("MONTHLY", 1), "每月|每个月|每個月"),
        ("E", None, "每年|每季度|每隔"),
        ("1", 0, "分钟|分鐘"),
        ("'", 0, "分"),
        ("2", 0, "小时|个小时|小時|個小時|钟头|个钟头"),
        ("3", 0, "天"),
        ("4", 0, "周|星期|个星期|礼拜|个礼拜|週|個星期"),
        ("5", 0, "个月|個月"),
        ("6", 0, "年"),
        ("7", 0, "工作日|个工作日"),
        ("R", 0, "今天|今日"),
        ("R", 1, "明天|明日|明儿"),
        ("R", 2, "后天|後天"),
        ("R", 3, "大后天"),
        ("R", -1, "昨天|昨日"),
        ("R", -2, "前天"),
        ("g", "morning", "上午|早上|早晨|清晨|早"),
        ("g", "noon", "中午"),
        ("g", "afternoon", "下午|午后"),
        ("g", "evening", "晚上|傍晚|晚间|晚"),
        ("g", "night", "夜里|深夜|半夜|夜间"),
        ("g", "early", "凌晨"),
        ("n", 0, "正午"),
        ("m", 0, "午夜|零时|子夜"),
        ("i", 0, "再过"),
        ("I", 0, "后|之后|以后|後|之後|以後"),
        ("A", 0, "前|之前|以前"),
        ("f", 0, "持续|为期|时长|共|历时|持續|時長"),
        ("F", 0, "从|自|由|從"),
        ("-", 0, "到|至|到了|直到"),
        ("&", 0, "和|与|及|跟"),
        ("o", 0, "的"),
        ("@", 0, "在|于"),
        ("|", 0, "或|或者|还是|或是"),
        (".", 0, "整|准时|请|号整|日期|当天|那天|之间|召开|举行|开始|举办|进行|开会|見面|见面|见"),
        ("h", 0, "点|点钟|點|點鐘|时|時"),
        ("H", 30, "半"),
        ("+", 15, "一刻"),
        ("+", 45, "三刻"),
        ("^", -15, "差一刻"),
        ("B", 1, "差"),
        ("Z", 0, "时间|時間|当地时间|時區|时区|當地時間"),
        (
            "!",
            0,
            "前夕|前夜|次日|翌日|前1天|第2天|前一天|第二天|过|农历|阴历|旧历|也许|可能|或许|大概率|不确定|待定|未定|不|没|没有|别|除了|除非|如果|要是|很快|尽快|稍后|晚点|晚些|以后再|有空|有时间|什么时候|何时|某天|某个|改天|"
            "改期|推迟|取消|提前|同样|老时间|照旧|初|月初|年初|中旬|上旬|下旬|月中|月底|年底|月末|周末|週末|饭后|午饭|午餐|晚饭|晚餐|早餐|春节|圣诞|几天|几个|几点|多少|1些|"
            "左右|上下|几|一会|一会儿|回头|待会|待会儿|过几天|季度|夏天|冬天|春天|秋天|去年|明年|今年|去",
        ),
        ("~", 0, "大概|大约|约|差不多|将近|接近|最晚|最早|不早于|不晚于|至少|最多|超过|快"),
        ("#", 0, "会议室|房间|教室|小组|版本|页|章|第"),
        ("*", 0, "人|个人|位|名|家公司|席|个名额|名额|个问题|页|张"),
        ("?", 0, "会议|會議|研讨会|工作坊|培训|论坛|报告|电话会|线上|网络会议|座谈会|简报"),
    )
    | _week("", *())
    | _week("下|下个|下個", ("K", 1))
    | _week("下下|下下个", ("K", 2))
    | phrase("下下周|下下个星期|下下星期", ("K", 2))
    | _week("这|这个|本|這", ("K", 0))
    | _week("上|上个", ("p", 0))
    | _week("每|每个", ("e", 1))
    | phrase("下周|下星期|下个星期|下礼拜|下个礼拜|下週", ("K", 1))
    | phrase("这周|本周|这个星期|本星期|这星期|本週", ("K", 0))
    | phrase("上周|上星期|上个星期", ("p", 0))
    | phrase("下个月|下月|下個月", ("J", 1))
    | phrase("这个月|本月|这月", ("J", 0))
    | phrase("上个月|上月", ("p", 0))
    | phrase("今晚|今天晚上", ("R", 0), ("g", "evening"))
    | phrase("明晚|明天晚上", ("R", 1), ("g", "evening"))
    | phrase("今早|今天早上", ("R", 0), ("g", "morning"))
    | phrase("明早|明天早上", ("R", 1), ("g", "morning"))
    | phrase("半小时|半个小时|半個小時|半小時|半个钟头", ("L", (30, 0, 0)))
    | phrase("一个半小时|一个半钟头", ("L", (90, 0, 0)))
    | phrase("两个半小时|二个半小时|两个半钟头", ("L", (150, 0, 0)))
    | phrase("一刻钟", ("L", (15, 0, 0)))
    | phrase("每个工作日|每工作日|工作日", ("e", 1), ("7", 0))
    | phrase("世界时|协调世界时|世界协调时|世界标准时间|格林尼治时间|格林威治时间|世界時", ("z", "UTC"))
    | phrase("我的时间|我这边时间", ("z", "own"))
    | phrase("北京时间|中国时间|中国标准时间|北京時間|台北时间", ("z", "Asia/Shanghai"))
    | phrase("美东时间|美国东部时间|东部时间", ("z", "ET"))
    | phrase("美西时间|美国西部时间|太平洋时间|西部时间", ("z", "PT"))
    | phrase("欧洲中部时间|中欧时间", ("z", "CE"))
)
_words.pop("台北时间", None)

CHINESE = Language(
    "zh",
    _words,
    order="",
    spaced=False,
    prepare=_figures,
    patterns=(
        ("Y", r"(\d{4})\s?年"),
        ("M", r"(\d{1,2})\s?月份?"),
        ("O", r"(\d{1,2})\s?[日号號]"),
        ("O", r"第\s?(\d{1,2})\s?[个個](?=周|星期|礼拜|週|工作日)"),
    ),
)
