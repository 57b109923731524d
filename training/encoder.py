"""The encoder: MiniLM-L6 with four tokens of its own and a head for types and realities.

The sentence passes once; what the head sees is the mean over all its tokens, over those that
stand for sources, for targets, and over the event's own words (Soares et al. 2019, entity
markers; the mean for the sentence as in Reimers and Gurevych 2019). A part that is missing
is a vector of noughts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import marks
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Longest input in word pieces.
LONGEST = 96


class Encoder(nn.Module):
    """Types and realities of marked sentences, as logits."""

    def __init__(self, base: Path, types: Sequence[str], realities: Sequence[str]) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        self.tokenizer.add_tokens(list(marks.TOKENS), special_tokens=True)
        self.body = AutoModel.from_pretrained(base)
        self.body.resize_token_embeddings(len(self.tokenizer), mean_resizing=False)
        self.ids = tuple(self.tokenizer.convert_tokens_to_ids(list(marks.TOKENS)))
        width = 4 * self.body.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.types = nn.Linear(width, len(types))
        self.realities = nn.Linear(width, len(realities))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the types and of the realities."""
        states = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        source, target, opening, closing = self.ids
        inside = (input_ids == opening).long().cumsum(1) - (input_ids == closing).long().cumsum(1)
        parts = (
            attention_mask,
            (input_ids == source).long(),
            (input_ids == target).long(),
            inside.clamp(min=0),
        )
        pooled = [_mean(states, part.unsqueeze(-1).to(states.dtype)) for part in parts]
        features = self.dropout(torch.cat(pooled, dim=-1))
        return self.types(features), self.realities(features)

    def encode(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Word pieces and their mask, padded to the longest of the batch."""
        found = self.tokenizer(
            list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        )
        return found["input_ids"], found["attention_mask"]


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
