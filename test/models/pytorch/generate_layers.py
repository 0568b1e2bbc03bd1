"""Writes layers.json: settings of layers, sizes that go in and come out, as PyTorch itself says. Made with torch 2.14.1: python generate_layers.py"""
import json
import os

import torch
import torch.nn as nn

here = os.path.dirname(os.path.abspath(__file__))
f = lambda *sizes: torch.zeros(sizes)
CASES = [
    (nn.Linear(5, 3), f(2, 5)), (nn.Linear(5, 3), f(2, 7, 5)), (nn.Identity(), f(2, 3)),
    (nn.Conv1d(2, 4, 3, stride=2, padding=1), f(5, 2, 20)), (nn.Conv1d(2, 4, 3, padding="same"), f(5, 2, 9)),
    (nn.Conv1d(2, 4, 3, padding="valid", dilation=2), f(5, 2, 9)), (nn.Conv2d(3, 6, (3, 5), stride=(2, 1), padding=(1, 0), dilation=(1, 2)), f(5, 3, 31, 17)),
    (nn.Conv2d(4, 8, 3, groups=4), f(4, 11, 12)), (nn.Conv3d(1, 2, 3), f(5, 1, 8, 9, 10)),
    (nn.ConvTranspose1d(2, 4, 3, stride=2, padding=1, output_padding=1), f(5, 2, 7)), (nn.ConvTranspose2d(3, 6, 4, stride=2, padding=1), f(5, 3, 7, 8)),
    (nn.ConvTranspose3d(1, 2, 2, dilation=2), f(5, 1, 4, 5, 6)),
    (nn.MaxPool1d(3), f(5, 2, 10)), (nn.MaxPool2d(3, 2, 1), f(5, 2, 11, 12)), (nn.MaxPool2d(3, 2, ceil_mode=True), f(5, 2, 12, 13)),
    (nn.MaxPool2d(2, 2, 1, ceil_mode=True), f(5, 2, 7, 8)), (nn.MaxPool2d(2, dilation=3), f(5, 2, 11, 12)), (nn.MaxPool3d(2), f(5, 2, 7, 8, 9)),
    (nn.AvgPool1d(2), f(5, 2, 9)), (nn.AvgPool2d((2, 3)), f(5, 2, 9, 10)), (nn.AvgPool2d(3, 2, 1, ceil_mode=True), f(2, 9, 10)), (nn.AvgPool3d(2, 1), f(5, 2, 4, 5, 6)),
    (nn.AdaptiveAvgPool1d(4), f(5, 2, 9)), (nn.AdaptiveAvgPool2d((3, None)), f(5, 2, 9, 10)), (nn.AdaptiveAvgPool2d(1), f(2, 9, 10)), (nn.AdaptiveMaxPool2d(2), f(5, 2, 9, 10)),
    (nn.BatchNorm1d(4), f(5, 4)), (nn.BatchNorm1d(4), f(5, 4, 6)), (nn.BatchNorm2d(4), f(5, 4, 6, 7)), (nn.InstanceNorm2d(4), f(5, 4, 6, 7)),
    (nn.GroupNorm(2, 4), f(5, 4, 6)), (nn.LayerNorm(6), f(5, 4, 6)), (nn.LayerNorm((4, 6)), f(5, 4, 6)), (nn.RMSNorm(6), f(5, 6)),
    (nn.Embedding(9, 3), torch.zeros(5, 7, dtype=torch.int64)), (nn.EmbeddingBag(9, 3), torch.zeros(5, 7, dtype=torch.int64)),
    (nn.LSTM(3, 4, batch_first=True), f(5, 7, 3)), (nn.LSTM(3, 4, num_layers=2, bidirectional=True, proj_size=2), f(7, 5, 3)), (nn.LSTM(3, 4), f(7, 3)),
    (nn.GRU(3, 4, bidirectional=True, batch_first=True), f(5, 7, 3)), (nn.RNN(3, 4, num_layers=3), f(7, 5, 3)),
    (nn.Flatten(), f(5, 2, 3, 4)), (nn.Flatten(0, 1), f(5, 2, 3, 4)), (nn.Flatten(2), f(5, 2, 3, 4)), (nn.Unflatten(1, (2, -1)), f(5, 8, 3)),
    (nn.Upsample(scale_factor=2), f(5, 2, 7, 8)), (nn.Upsample(size=(9, 4)), f(5, 2, 7, 8)), (nn.Upsample(scale_factor=(1.5, 2.5)), f(5, 2, 7, 8)),
    (nn.UpsamplingBilinear2d(scale_factor=3), f(5, 2, 7, 8)), (nn.PixelShuffle(2), f(5, 8, 3, 4)),
    (nn.ZeroPad2d((1, 2, 3, 4)), f(5, 2, 7, 8)), (nn.ReflectionPad1d(2), f(5, 2, 7)), (nn.ConstantPad3d(1, 0.0), f(5, 2, 3, 4, 5)),
    (nn.ReLU(), f(5, 2)), (nn.Softmax(dim=1), f(5, 2)), (nn.Dropout2d(), f(5, 2, 3, 4)), (nn.PReLU(), f(5, 2)), (nn.GELU(), f(5, 2)),
    (nn.TransformerEncoderLayer(8, 2, 8, batch_first=True), f(5, 7, 8)), (nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 8), 1), f(7, 5, 8)),
]
MISFITS = [
    (nn.Linear(5, 3), f(2, 4)), (nn.Conv2d(3, 6, 3), f(5, 4, 9, 9)), (nn.Conv2d(3, 6, 3), f(5, 3, 2, 2)), (nn.BatchNorm1d(4), f(5, 3)), (nn.BatchNorm2d(4), f(5, 4)),
    (nn.LayerNorm(6), f(5, 5)), (nn.LSTM(3, 4), f(7, 5, 4)), (nn.MaxPool2d(9), f(5, 1, 4, 4)), (nn.Flatten(3), f(5, 2)), (nn.PixelShuffle(3), f(5, 8, 3, 4)),
]


def plain(value):
    if value is None or isinstance(value, (bool, int, float, str)):
        return True
    return isinstance(value, (tuple, list)) and all(plain(item) for item in value)


def settings(module):
    own = {key: value for key, value in module.__dict__.items() if plain(value) and not key.startswith("_")}
    weights = {key: list(value.shape) for key, value in [*module._parameters.items(), *module._buffers.items()] if value is not None}
    children = {name: settings(child) for name, child in module.named_children()}
    return {"type": f"{type(module).__module__}.{type(module).__name__}", "attributes": own, "weights": weights, **({"children": children} if children else {})}


def sizes(value):
    return [sizes(item) for item in value] if isinstance(value, (tuple, list)) else {"shape": list(value.shape)}


rows = []
for module, x in CASES:
    rows.append({**settings(module.eval()), "input": list(x.shape), "output": sizes(module(x))})
for module, x in MISFITS:
    try:
        module.eval()(x)
        raise SystemExit(f"{module} takes {x.shape}")
    except (RuntimeError, ValueError, IndexError):
        rows.append({**settings(module), "input": list(x.shape), "output": None})
with open(os.path.join(here, "layers.json"), "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
