"""Write the trained encoder as int8 ONNX with its tokenizer, labels and card."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from encoder import Encoder


def export(
    model: Encoder,
    types: Sequence[str],
    realities: Sequence[str],
    report: dict[str, object],
    folder: Path,
) -> None:
    """Write ``model.onnx``, ``tokenizer.json`` and ``labels.json`` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    whole, small = folder / "whole.onnx", folder / "model.onnx"
    ids, mask = model.encode(["[SRC] [EVT] struck [/EVT] [TGT] .", "[SRC] left ."])
    torch.onnx.export(
        model,
        (ids, mask),
        str(whole),
        input_names=["input_ids", "attention_mask"],
        output_names=["types", "realities"],
        dynamic_axes={
            "input_ids": {0: "batch", 1: "length"},
            "attention_mask": {0: "batch", 1: "length"},
            "types": {0: "batch"},
            "realities": {0: "batch"},
        },
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    labels = {"types": list(types), "realities": list(realities), "report": report}
    labels["sha256"] = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "tokenizer.json")
    }
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
