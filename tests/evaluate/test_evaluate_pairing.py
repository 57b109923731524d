"""Which mention is held against which."""

from __future__ import annotations

from detente.evaluate.pairing import pair, trim


def _pairs(text: str, gold: list[str], found: list[str]) -> dict[str, str]:
    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    partner = pair(text, [at(words) for words in gold], [at(words) for words in found])
    return {gold[i]: found[j] for i, j in partner.items()}


def test_articles_and_genitives_make_no_difference() -> None:
    text = "The regime's guards"
    assert trim(text, 0, 12) == (4, 10)
    assert trim(text, 4, 10) == (4, 10)
    assert trim("the", 0, 3) == (0, 3)


def test_a_name_is_paired_with_the_phrase_that_ends_or_begins_with_it() -> None:
    text = "Iranian President Hassan Rouhani saw Russian warplanes."
    assert _pairs(
        text,
        ["Iranian President Hassan Rouhani", "Russian warplanes"],
        ["Hassan Rouhani", "Russian"],
    ) == {"Iranian President Hassan Rouhani": "Hassan Rouhani", "Russian warplanes": "Russian"}


def test_what_hangs_on_a_head_does_not_part_it_from_its_name() -> None:
    text = "President Boris Yeltsin of Russia spoke."
    assert _pairs(text, ["President Boris Yeltsin of Russia"], ["Boris Yeltsin", "Russia"]) == {
        "President Boris Yeltsin of Russia": "Boris Yeltsin"
    }


def test_words_in_the_middle_and_crossing_words_are_not_paired() -> None:
    text = "pro-Iranian militias and so on"
    assert _pairs(text, ["pro-Iranian militias"], ["Iranian"]) == {}
    assert _pairs(text, ["pro-Iranian militias"], ["militias and"]) == {}


def test_pairs_are_one_to_one_and_the_longest_overlap_goes_first() -> None:
    text = "pro-Iranian militias"
    assert _pairs(text, ["Iranian", "pro-Iranian militias"], ["pro-Iranian militias"]) == {
        "pro-Iranian militias": "pro-Iranian militias"
    }
    assert _pairs(text, ["pro-Iranian militias", "Iranian"], [text, "Iranian"]) == {
        "pro-Iranian militias": text,
        "Iranian": "Iranian",
    }
