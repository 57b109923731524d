"""Score attribution on PolNeAR: source, cue and content of each claim.

    python bench/claims.py ../shared/data/claims/polnear dev

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
from typing import Any

from detente.reading import language
from detente.reading.attribution import attributions
from detente.reading.draft import Draft
from detente.reading.frames import Frame
from detente.types import Article, Claim

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


def main() -> None:
    """Print precision, recall and F1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", choices=["train", "dev"])
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of a kind")
    parser.add_argument("--step", type=int, default=1, help="take every n-th article")
    parser.add_argument("--sources", action="store_true", help="print wrong sources")
    parser.add_argument("--cue", default="", help="show errors of this cue only")
    options = parser.parse_args()
    folder = options.folder / options.part
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    shown = 0
    nlp = language.load()
    parse_time = rule_time = 0.0
    for path in sorted((folder / "text").glob("*.txt"))[:: options.step][: options.limit]:
        notes = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        notes = [n for n in notes if n.stem.rsplit("_", 1)[0] == path.stem] or notes
        if not notes:
            continue
        text = path.read_bytes().decode("utf-8")
        words = tokens(text)
        gold = annotated(notes[0], words)
        begin = time.process_time()
        ((article, sentences),) = language.parse(nlp, [Article("a", text)])
        middle = time.process_time()
        draft = Draft(article, None, sentences)  # type: ignore[arg-type]
        frames = attributions(draft)
        rule_time += time.process_time() - middle
        parse_time += middle - begin
        system = predicted(frames, draft.claims, words)
        bare = frozenset(i for i, (_, _, w) in enumerate(words) if w.lower() in ARTICLES)
        counts["system"] += len(system)
        counts["gold"] += len(gold)
        pairs = align(system, gold)
        counts["found"] += len(pairs)
        good = set()
        for s, g in pairs:
            same = s.source - bare == g.source - bare
            touch = same or bool(s.source & g.source)
            near = dice(s.content, g.content) >= 0.5
            counts["source"] += same
            counts["content"] += s.content - bare == g.content - bare
            counts["content .8"] += dice(s.content, g.content) >= 0.8
            counts["claim"] += near and same
            counts["claim, lenient"] += near and touch
            if near and same:
                good.add(id(s))
                good.add(id(g))
            elif near:
                sources[f"{s.label}"] += 1
                if options.sources:
                    print(
                        "SOURCE",
                        s.label,
                        "|",
                        *(words[i][2] for i in sorted(s.source)),
                        "| gold:",
                        *(words[i][2] for i in sorted(g.source)),
                    )
                good.add(id(s))
                good.add(id(g))
        pick = lambda part: " ".join(words[i][2] for i in sorted(part))  # noqa: E731
        for s in system:
            if id(s) not in good:
                wrong[s.label] += 1
                if shown < options.errors and options.cue in s.label:
                    print(
                        f"WRONG {s.label}: {pick(s.source)} | {pick(s.cue)} | {pick(s.content)[:200]}"
                    )
        met = {id(g) for _, g in pairs}
        for g in gold:
            if options.cue == "-" and id(g) not in met:
                nested = any(
                    covered(
                        words,
                        [
                            (f.sentence.start + w.idx, f.sentence.start + w.idx + len(w))
                            for w in f.cue_words
                        ],
                    )
                    & g.cue
                    for f in frames
                )
                print(
                    f"LOST {'nested ' * nested}{pick(g.source)} | {pick(g.cue)} | {pick(g.content)[:150]}"
                )
            if id(g) not in good:
                missed[" ".join(words[i][2].lower() for i in sorted(g.cue))] += 1
                if shown < options.errors and options.cue in pick(g.cue):
                    shown += 1
                    print(f"MISSED {pick(g.source)} | {pick(g.cue)} | {pick(g.content)[:200]}")
                    for s in system:
                        if s.content & g.content or s.cue & g.cue:
                            print(f"   got {s.label}: {pick(s.source)} | {pick(s.content)[:200]}")
    for name in ("found", "source", "content", "content .8", "claim", "claim, lenient"):
        precision = counts[name] / max(1, counts["system"])
        recall = counts[name] / max(1, counts["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    print(
        f"gold {counts['gold']}, found {counts['system']}; "
        f"parse {parse_time:.1f} s, rules {rule_time:.1f} s"
    )
    if options.errors:
        print("wrong source:", sources.most_common(30))
        print("spurious:", wrong.most_common(40))
        print("missed:", missed.most_common(60))


if __name__ == "__main__":
    main()
