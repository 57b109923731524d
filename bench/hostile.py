"""Three hundred hostile sentences: what no newsroom writes, but scrapers, feeds and spite send.

Some are written by hand, the rest made by a generator with a fixed seed. The reading must not
crash on any, must keep its spans exact, and must take under 50 ms each on average.
"""

from __future__ import annotations

import random
import time
from datetime import date
from typing import TYPE_CHECKING

from detente.ids import make_id
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 300
PUBLISHED = date(2018, 6, 2)

BY_HAND = [
    "Iran",
    "?",
    "...",
    "— — —",
    "!!!???!!!",
    "“",
    "”",
    "(((((((",
    '""""""',
    "“Iran “said “Russia “said “Israel “struck",
    "Iran. Iran. Iran. Iran? Iran! Iran; Iran: Iran, Iran",
    "BREAKING: IRAN STRIKES ISRAEL, RUSSIA WARNS U.S. – SOURCES",
    "RUSSIA SAYS IRAN MUST LEAVE SYRIA BY MAY 17 OR FACE “CONSEQUENCES”",
    '<p>Iran <b>attacked</b> Israel&nbsp;on <a href="x">Saturday</a>.</p><script>alert(1)</script>',
    "&lt;Iran&gt; &amp; Israel &#8212; said &quot;no&quot;",
    "{{cite news|title=Iran attacks Israel|date=2018-06-02}} [[Iran|Iranian]] forces",
    'if (iran == israel) { attack("syria"); } else { return null; }',
    "SELECT * FROM events WHERE source = 'IRN'; DROP TABLE events; --",
    "https://example.org/iran-attacks-israel?date=2018-06-02#russia said Iran",
    "🇮🇷 attacked 🇮🇱 😡😡😡 and 🇷🇺 said 👍🏽",
    "👨‍👩‍👧‍👦 of Iran 🏴󠁧󠁢󠁥󠁮󠁧󠁿 told Israel 💣 on Saturday",
    "\u202eIran attacked Israel\u202c on \u200fSaturday\u200e.",
    "I\u200br\u200ba\u200bn attacked Is\u200drael on Satur\u200cday.",
    "\ufeffIran attacked Israel.\ufeff",
    "I\u0301r\u0301a\u0301n\u0301 a\u0300t\u0300tacked Z̷̧̛a̶͖l̵̓g̷̈o̸̎ in S̈yria.",
    "Иран атаковал Israel в Syria, сказал Putin.",
    "إيران attacked إسرائيل on السبت said روسيا.",
    "伊朗攻击了以色列，俄罗斯说 Iran attacked。",
    "ایران said “به اسرائیل حمله کرد” and Russia said no.",
    "Ｉｒａｎ ａｔｔａｃｋｅｄ Ｉｓｒａｅｌ ｏｎ １２ Ｍａｙ．",
    "Iran\x00attacked\x01Israel\x02on\x1bSaturday.",
    "Iran\r\nattacked\rIsrael\non\vSaturday\f.",
    "Iran\u2028attacked\u2029Israel\u0085on Saturday.",
    "Iran attacked Israel on ٢٠١٨-٠٦-٠٢ and on ١٢ May and 5² days ago.",
    "Russia said on 99 May 9999, 0 June 0000 and 31.02.2018 that Iran left.",
    "in May in May in May in May by Friday by Friday until until since since 2011 2011",
    "a day after a day after a day after a day after Iran struck Israel",
    "Two hundred billion years ago, and 999 decades later, Iran attacked Israel.",
    "Iran will attack Israel in 999 years, within 999 decades of 12 May 2018.",
    "Attacked. Attacked. Attacked. By. Of. With. Said. That. That. That.",
    "Said said said said said said said that that that that Iran.",
    "who whom which that whose Iran who Israel which Russia that",
    "Iran's Iran's Iran's Iran's Iran's Iran's ally's ally's ally attacked.",
    "the the the the a a a an of of of to to to Iran",
    "Iran, Israel, Russia, Syria, Turkey, Iraq, Qatar, Egypt, Jordan, Oman, Yemen, Libya",
    "Iran- Israel- Russia-backed-Syria-led-Turkey-supported-Iraq-based group",
    "U.S. U.K. U.N. E.U. U.A.E. P.R.C. D.P.R.K. R.F. I.R.I.",
    "$1,000,000.00 (€900.000,00) 12% 3.14159 1e10 0xFF -5 +5 ½ №5 Iran",
    "\\Iran\\ \\n \\t \\u0000 %s %d {0} {} $(rm) `Iran`",
    "* Iran\n* Israel\n* Russia\n\t- Syria\n\t- Turkey\n1. Iraq\n2. Qatar",
    "Iran | Israel | Russia | 2018-06-02 | 12.5 | attacked |",
    "not not not not Iran did not never no nobody attack nothing",
    "“‘“‘Iran said,’ Russia said,” Israel said, ‘“that Syria said’”.",
]

_NAMES = ["Iran", "Israel", "Russia", "Syria", "Turkey", "the United States", "Putin", "Hizbullah"]
_NAMES += ["Netanyahu", "the Syrian army", "Saudi Arabia", "Tehran", "the Kremlin", "US officials"]
_VERBS = ["attacked", "said that", "denied that", "met", "accused", "supports", "will strike"]
_VERBS += ["refused to help", "agreed with", "threatened to leave", "may withdraw from"]
_LINKS = [" and ", ", ", " while ", " because ", " which ", "; ", " – ", " if ", ", who ", " or "]
_MARKS = list("()[]{}“”\"'‘’«»,;:—–-…!?/\\|*#@&%$^~`<>=+_")
_WORDS = ["on Saturday", "in May", "near Homs", "a day after", "of", "the", "not", "two", "talks"]
_WORDS += ["since March", "strikes", "between", "which", "to", "allies", "with", "silent", "pact"]
_SCRIPTS = "abcXYZабвГДЕαβγهذاএই漢字かな한국"
_ODD = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad\u0301\u0323\u20dd\ufe0f"
_EMOJI = "😀💣🇮🇷🇮🇱👨‍👩‍👧🏽✅❌🚀"


def _clause(rng: random.Random) -> str:
    return f"{rng.choice(_NAMES)} {rng.choice(_VERBS)} {rng.choice(_NAMES)}"


def _thousand(rng: random.Random) -> str:
    words: list[str] = []
    while len(words) < 1000:
        words += (_clause(rng) + rng.choice(_LINKS)).split()
    return " ".join(words) + "."


def _thousand_names(rng: random.Random) -> str:
    return ", ".join(rng.choice(_NAMES) for _ in range(700))


def _no_verb(rng: random.Random) -> str:
    return " ".join(rng.choice([*_NAMES, *_WORDS]) for _ in range(rng.randint(5, 60)))


def _capitals(rng: random.Random) -> str:
    return rng.choice(_LINKS).join(_clause(rng) for _ in range(rng.randint(1, 8))).upper()


def _list(rng: random.Random) -> str:
    mark = rng.choice(["\n* ", "\n- ", "; ", ", ", " | ", "\n\t", " / "])
    return mark.join(rng.choice([*_NAMES, *_WORDS]) for _ in range(rng.randint(10, 80)))


def _marks(rng: random.Random) -> str:
    """Clauses with marks that nobody closes."""
    parts = _no_verb(rng).split() + _clause(rng).split()
    return " ".join(rng.choice(_MARKS) * rng.randint(0, 3) + part for part in parts)


def _only_marks(rng: random.Random) -> str:
    return "".join(rng.choice([*_MARKS, " "]) for _ in range(rng.randint(1, 400)))


def _odd(rng: random.Random) -> str:
    """Characters without width, marks of direction and combining marks within words."""
    text = rng.choice(_LINKS).join(_clause(rng) for _ in range(3))
    return "".join(c + (rng.choice(_ODD) if rng.random() < 0.3 else "") for c in text)


def _emoji(rng: random.Random) -> str:
    return " ".join(w + rng.choice(_EMOJI) * rng.randint(0, 4) for w in _clause(rng).split() * 3)


def _scripts(rng: random.Random) -> str:
    words = ["".join(rng.choices(_SCRIPTS, k=rng.randint(1, 12))) for _ in range(20)]
    return " ".join(w for pair in zip(words, _clause(rng).split() * 7, strict=False) for w in pair)


def _long_word(rng: random.Random) -> str:
    return (
        f"{rng.choice(_NAMES)} {rng.choice('aA-.’0(“') * rng.randint(500, 20_000)} {_clause(rng)}"
    )


def _quotes(rng: random.Random) -> str:
    """Speech within speech within speech."""
    text = _clause(rng)
    for depth in range(rng.randint(2, 25)):
        opening, closing = ("“", "”") if depth % 2 else ("‘", "’")
        text = f"{opening}{text},{closing} {rng.choice(_NAMES)} said that"
    return text


def _of(rng: random.Random) -> str:
    link = rng.choice([" of ", "'s ", " and ", " that ", " after ", " said ", "-", " to "])
    return link.join(rng.choice([*_NAMES, *_WORDS]) for _ in range(rng.randint(20, 150)))


def _html(rng: random.Random) -> str:
    tags = ["p", "b", "div", "td", "a href='x'", "br/", "!--"]
    return "".join(f"<{rng.choice(tags)}>{rng.choice([*_NAMES, *_VERBS])} " for _ in range(40))


def _noise(rng: random.Random) -> str:
    return "".join(chr(rng.choice([*range(1, 0xD7FF), *range(0xE000, 0xFFFF)])) for _ in range(80))


def _dates(rng: random.Random) -> str:
    parts = ["12 May", "in May", "2018-06-02", "since", "two weeks", "after", "ago", "12/05/2018"]
    parts += ["between", "and", "Friday", "last", "year", "the day", "1990s", "1-2-3-4", "by", "-"]
    return f"{_clause(rng)} " + " ".join(rng.choice(parts) for _ in range(rng.randint(10, 150)))


MAKERS: list[Callable[[random.Random], str]] = [
    *(_thousand, _thousand_names, _no_verb, _capitals, _list, _marks, _only_marks, _odd, _emoji),
    *(_scripts, _long_word, _quotes, _of, _html, _noise, _dates),
]


def sentences(count: int = COUNT) -> list[str]:
    """Return as many hostile sentences, always the same."""
    rng = random.Random(2018)
    made = [MAKERS[i % len(MAKERS)](rng) for i in range(max(0, count - len(BY_HAND)))]
    return [*BY_HAND, *made][:count]


def article(text: str) -> Article:
    """A sentence as an article of its own."""
    return Article(make_id("a", text), text, published=PUBLISHED)


def main() -> None:
    """Print the mean, the worst and what crashed, each sentence an article of its own."""
    from detente.actors.registry import Registry
    from detente.reading import language, pipeline

    registry = Registry.load()
    list(pipeline.read([article("Iran attacked Israel on Saturday.")], registry))
    spent: list[tuple[float, str]] = []
    crashed: list[tuple[str, Exception]] = []
    words = 0
    for text in sentences():
        words += len(text.split())
        start = time.process_time()
        try:
            list(pipeline.read([article(text)], registry))
        except Exception as error:
            crashed.append((text, error))
        spent.append((time.process_time() - start, text))
    start = time.process_time()
    list(pipeline.read(list(map(article, sentences())), registry))
    batch = time.process_time() - start
    start = time.process_time()
    for _ in language.parse(language.load(), map(article, sentences())):
        pass
    parse = time.process_time() - start
    mean = 1000 * sum(s for s, _ in spent) / len(spent)
    print(f"{len(spent)} hostile sentences, {words:,} words: {len(crashed)} crashed (aim 0)")
    print(f"  {mean:5.1f} ms CPU each on average, every one an article of its own")
    print(f"  {1000 * batch / len(spent):5.1f} ms in one batch, as `detente read` does (aim < 50)")
    print(f"  {1000 * parse / len(spent):5.1f} ms of that for the parse alone")
    for text, why in crashed[:10]:
        print(f"  crashed: {type(why).__name__}: {why} on {text[:70]!r}")
    for seconds, text in sorted(spent, reverse=True)[:5]:
        print(f"  {1000 * seconds:7.0f} ms for {len(text.split()):5} words: {text[:60]!r}")


if __name__ == "__main__":
    main()
