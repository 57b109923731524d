"""Score attribution on PolNeAR: source, cue and content of each claim.

    python -m bench.claims FOLDER dev      (the folder that holds train and dev)

Counts tokens without punctuation. A claim is right when its content overlaps the annotated
one (Dice at least 0.5) and its source is the same words, leading articles left out; the
lenient figure asks only for a shared word. Claims nest in detente and do not in PolNeAR, so
only outer claims are scored; the author's own hedges have no counterpart there and are left
out. PolNeAR (Newell et al. 2018) allows no copying: nothing of it enters the project.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.corpus import outside
from detente.reading import language
from detente.reading.attribution import attributions
from detente.reading.draft import Draft
from detente.types import Article

if TYPE_CHECKING:
    from detente.reading.frames import Frame
    from detente.types import Claim

ARTICLES = frozenset({"the", "a", "an"})
Words = frozenset[int]


@dataclass
class Gold:
    """One annotated or found attribution, as sets of token places."""

    source: Words
    cue: Words
    content: Words
    label: str = ""


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Words without punctuation, with their places."""
    return [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+(?:[’'.]\w+)*", text)]


def covered(words: list[tuple[int, int, str]], spans: list[tuple[int, int]]) -> Words:
    """Places of the words that spans cover."""
    return frozenset(
        place
        for place, (start, end, _) in enumerate(words)
        if any(start < last and first < end for first, last in spans)
    )


def annotated(path: Path, words: list[tuple[int, int, str]]) -> list[Gold]:
    """Read one annotation file."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("T"):
            places = parts[1].split(" ", 1)[1]
            spans[parts[0]] = [
                (int(a), int(b)) for a, b in (piece.split() for piece in places.split(";"))
            ]
        elif line.startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
            for part in parts[1].split():
                role, _, key = part.partition(":")
                role = role.rstrip("0123456789")
                if role in roles:
                    roles[role] += spans.get(key, [])
            found.append(Gold(*(covered(words, roles[r]) for r in ("Source", "Cue", "Content"))))
    return found


def predicted(
    frames: list[Frame], claims: list[Claim], words: list[tuple[int, int, str]]
) -> list[Gold]:
    """Outer claims as sets of words."""
    found: list[Gold] = []
    held: list[tuple[int, int]] = []
    order = sorted(zip(frames, claims, strict=True), key=lambda p: p[0].hull[0] - p[0].hull[1])
    for frame, claim in order:
        base = frame.sentence.start
        content = [(base + a, base + b) for a, b in frame.content]
        mark = frame.sentence.doc.text[: frame.content[0][0]].rstrip(' ,“"‘')
        if mark.endswith((" that", " whether")):
            content.append((base + len(mark) - 4, base + len(mark)))
        cue = [(base + w.idx, base + w.idx + len(w.text)) for w in frame.cue_words]
        if frame.name == "hedge" or any(a <= base + frame.cue.idx < b for a, b in held):
            continue
        last = content[-1][1]
        content += [(s.start, s.end) for s in claim.verbatim if s.end > last]
        if claim.content.start < content[0][0]:
            content.append((claim.content.start, content[0][0]))
        source = []
        if frame.source is not None:
            first, end = edges(frame.source)
            source = [(base + first, base + end)]
        for child in frame.cue.children:
            if child.dep_ == "nsubj" and child.tag_ in {"WP", "WDT"}:
                source = [(base + child.idx, base + child.idx + len(child.text))]
        held += content
        found.append(
            Gold(
                covered(words, source),
                covered(words, cue),
                covered(words, content) - covered(words, cue) - covered(words, source),
                f"{frame.name}:{frame.cue.lemma_}",
            )
        )
    return found


def edges(head: Any) -> tuple[int, int]:
    """The whole noun phrase of a source."""
    first, last = head.left_edge, head.right_edge
    while last.i > head.i and last.is_punct:
        last = last.nbor(-1)
    return first.idx, last.idx + len(last.text)


def dice(a: Words, b: Words) -> float:
    """Twice the shared over the sum."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def align(system: list[Gold], gold: list[Gold]) -> list[tuple[Gold, Gold]]:
    """Pair greedily by content overlap, half a point more where the cues meet."""
    scored = sorted(
        (
            (dice(s.content, g.content) + 0.5 * bool(s.cue & g.cue), i, j)
            for i, s in enumerate(system)
            for j, g in enumerate(gold)
            if s.content & g.content
        ),
        reverse=True,
    )
    left, right, pairs = set(), set(), []
    for _, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((system[i], gold[j]))
    return pairs


def dev() -> None:
    """Print the scores on the development part, where the outside data is at hand."""
    folder = outside()
    if folder is None:
        print("  skipped: no outside data (DETENTE_OUTSIDE_DATA names its folder)")
        return
    print("PolNeAR dev; peers there: textacy .28, two humans .77 (claim F1)")
    main([str(folder / "claims" / "polnear"), "dev"])


def main(arguments: list[str] | None = None) -> None:
    """Print precision, recall and F1, and what errors there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", choices=["train", "dev"])
    parser.add_argument("--step", type=int, default=1, help="take every n-th article")
    parser.add_argument("--errors", default=None, help="print the errors whose cue has this word")
    options = parser.parse_args(arguments)
    folder = options.folder / options.part
    counts: Counter[str] = Counter()
    nlp = language.load()
    parse_time = rule_time = 0.0
    for path in sorted((folder / "text").glob("*.txt"))[:: options.step]:
        notes = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        if not notes:
            continue
        text = path.read_bytes().decode("utf-8")
        words = tokens(text)
        begin = time.process_time()
        ((article, sentences),) = language.parse(nlp, [Article("a", text)])
        middle = time.process_time()
        draft = Draft(article, None, sentences)  # type: ignore[arg-type]
        frames = attributions(draft)
        rule_time += time.process_time() - middle
        parse_time += middle - begin
        system = predicted(frames, draft.claims, words)
        compare(system, annotated(notes[0], words), words, counts, options.errors)
    for name in ("found", "source", "content", "content .8", "claim", "claim, lenient"):
        precision = counts[name] / max(1, counts["system"])
        recall = counts[name] / max(1, counts["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    print(
        f"gold {counts['gold']}, found {counts['system']}; "
        f"parse {parse_time:.1f} s, rules {rule_time:.1f} s"
    )


def compare(
    system: list[Gold],
    gold: list[Gold],
    words: list[tuple[int, int, str]],
    counts: Counter[str],
    errors: str | None,
) -> None:
    """Count what agrees in one article, and print what does not where asked."""
    bare = frozenset(i for i, (_, _, word) in enumerate(words) if word.lower() in ARTICLES)
    counts["system"] += len(system)
    counts["gold"] += len(gold)
    good = set()
    for one, other in align(system, gold):
        same = one.source - bare == other.source - bare
        touch = same or bool(one.source & other.source)
        near = dice(one.content, other.content) >= 0.5
        counts["found"] += 1
        counts["source"] += same
        counts["content"] += one.content - bare == other.content - bare
        counts["content .8"] += dice(one.content, other.content) >= 0.8
        counts["claim"] += near and same
        counts["claim, lenient"] += near and touch
        if near and touch:
            good |= {id(one), id(other)}
    if errors is None:
        return
    for title, group in (("spurious", system), ("missed", gold)):
        for item in group:
            said, cue, told = (
                " ".join(words[i][2] for i in sorted(part))
                for part in (item.source, item.cue, item.content)
            )
            if id(item) not in good and errors in cue:
                print(f"{title} {item.label} {said} | {cue} | {told[:160]}")


if __name__ == "__main__":
    main()
