"""Writes the models of this folder. Made with torch 2.14.1 (CPU): python generate.py"""
import collections
import dataclasses
import os
import pickle
import sys

import torch
import torch.nn as nn
import torch.utils._pytree as pytree
from torch.export import Dim, export, save
from torch.export.pt2_archive._package import package_pt2
from torch.package import PackageExporter

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
import nets

torch.manual_seed(0)
path = lambda name: os.path.join(here, name)
x = torch.zeros(4, 3)

# ------------------------------------------------------------------------------------------------ exported programs
Pair = collections.namedtuple("Pair", "left right")
pytree._register_namedtuple(Pair, serialized_type_name="author.Pair")


@dataclasses.dataclass
class Query:
    a: torch.Tensor
    b: torch.Tensor = None


torch.export.register_dataclass(Query, serialized_type_name="author.Query")


class VarArgs(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(3, 2)

    def forward(self, *xs, scale=None, **more):
        return self.l(xs[0]) + self.l(xs[1]) * scale + more["extra"]


class Tuples(nn.Module):
    def forward(self, p, d):
        return Pair(p.left + 1, {"k": d["b"], "z": [p.right, None, 3, 2.5, True, "txt"]})


class Dataclass(nn.Module):
    def forward(self, q):
        return Query(q.a * 2)


class Returned(nn.Module):
    """Results that are an input, a parameter, a buffer that changes."""

    def __init__(self):
        super().__init__()
        self.register_buffer("n", torch.zeros(1))
        self.p = nn.Parameter(torch.ones(3))

    def forward(self, x):
        self.n.add_(1)
        return x, self.p, x.sum() > 0, self.n


class Sizes(nn.Module):
    def forward(self, x, n):
        return x[:n], x.nonzero(), n


class Expressions(nn.Module):
    def forward(self, x, y):
        return torch.cat([x, y], 0), x.reshape(-1)


class Types(nn.Module):
    def forward(self, x):
        return x.to(torch.bfloat16), x.to(torch.float8_e4m3fn), torch.complex(x, x), x > 0, x.to(torch.uint8), x.half(), x.to(torch.uint16)


class One(nn.Module):
    def forward(self, x):
        return [x + 1]


def exported(name, module, args, kwargs=None, **options):
    save(export(module, args, kwargs, **options), path(f"{name}.pt2"))


b = Dim("b", min=2, max=64)
exported("var-args", VarArgs(), (x, x), {"scale": torch.tensor(2.0), "extra": torch.zeros(2)})
exported("tuples", Tuples(), (Pair(x, x), collections.OrderedDict(b=x, a=x)))
exported("dataclass", Dataclass(), (Query(x),))
exported("returned", Returned(), (x,))
exported("sizes", Sizes(), (x, 2), dynamic_shapes={"x": {0: Dim("b")}, "n": Dim.DYNAMIC})
exported("expressions", Expressions(), (torch.zeros(6, 3), torch.zeros(12, 3)), dynamic_shapes=({0: b}, {0: 2 * b}))
exported("types", Types(), (x,))
package_pt2(path("several.pt2"), exported_programs={"one": export(One(), (x,)), "types": export(Types(), (x,))})

# ------------------------------------------------------------------------------------------------ whole modules
whole = {
    "half": nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 2)).half(),
    "squares": nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(2 * 13 * 13, 10)),
    "any-size": nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.BatchNorm2d(8), nn.ConvTranspose2d(8, 1, 4, stride=2, padding=1)),
    "series": nn.Sequential(nn.Conv1d(2, 4, 3, padding="same"), nn.AdaptiveMaxPool1d(1), nn.Flatten(), nn.Linear(4, 3)),
    "one-length": nn.Sequential(nn.Embedding(30, 5), nn.Flatten(), nn.Linear(50, 2)),
    "gru": nn.GRU(3, 4, num_layers=2, bidirectional=True),
    "lstm": nn.LSTM(3, 4, batch_first=True),
    "encoder": nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, dim_feedforward=8, batch_first=True), 2),
    "attention": nn.MultiheadAttention(8, 2, kdim=4, batch_first=True),
    "translator": nn.Transformer(8, 2, 1, 1, 8, batch_first=True),
    "any-rank": nn.Sequential(nn.Flatten(), nn.Linear(784, 1)),
    "shuffled": nn.Sequential(nn.Conv2d(1, 4, 1), nn.Upsample(scale_factor=3), nn.PixelShuffle(2)),
    "parallel": nn.DataParallel(nn.Sequential(nn.Linear(6, 4))),
}
for name, module in whole.items():
    torch.save(module, path(f"{name}.pt"))
torch.save(whole["half"], path("half.legacy.pt"), _use_new_zipfile_serialization=False)
torch.save({"model": whole["gru"], "epoch": 3}, path("in-checkpoint.pt"))
with open(path("plain.pkl"), "wb") as f:
    pickle.dump(whole["squares"], f)
for name in ["Digits", "Sentiment", "TwoInputs", "Residual", "Backwards", "Unknowable"]:
    module = getattr(nets, name)()
    with PackageExporter(path(f"{name}.package.pt")) as package:
        package.intern("nets")
        package.extern(["torch.**", "sys"])
        package.save_pickle("model", "net.pkl", module)
torch.save(nets.Residual(), path("no-source.pt"))

# ------------------------------------------------------------------------------------------------ weights
torch.save(nets.Sentiment().state_dict(), path("sentiment.state.pt"))
torch.save(nets.Backwards().state_dict(), path("backwards.state.pt"))
optimizer = torch.optim.Adam(nets.Backwards().parameters())
torch.save({"epoch": 1, "optimizer": optimizer.state_dict(), "model_state_dict": whole["squares"].state_dict()}, path("checkpoint.pt"))
torch.save(optimizer.state_dict(), path("optimizer.pt"))
thin = lambda *shape: torch.zeros(1).expand(shape)
torch.save({"patch_embed.proj.weight": thin(8, 3, 16, 16), "pos_embed": thin(1, 197, 8), "head.weight": thin(5, 8)}, path("vit.state.pt"))
torch.save(
    {
        "bert.embeddings.word_embeddings.weight": thin(100, 8),
        "bert.embeddings.position_embeddings.weight": thin(512, 8),
        "bert.encoder.layer.0.attention.self.query.weight": thin(8, 8),
        "bert.encoder.layer.0.attention.self.query.bias": thin(8),
        "classifier.weight": thin(3, 8),
        "classifier.bias": thin(3),
    },
    path("bert.state.pt"),
)
torch.save(torch.zeros(3), path("tensor.pt"))
