"""Writes the learners of this folder. Made with fastai 2.8.12, torch 2.14.1: python generate.py. Learners of v1 are dicts of the same form, with
classes of the same names: fastai v1 no longer installs."""
import os
import shutil
import sys
import tempfile
import types
from pathlib import Path

here = Path(__file__).resolve().parent
scratch = Path(tempfile.mkdtemp())

import numpy as np
import pandas as pd
import torch
import torch.nn as nn
from fastai.collab import *
from fastai.tabular.all import *
from fastai.vision.all import *
from PIL import Image

np.random.seed(0)
torch.manual_seed(0)


def write(name, learn):
    learn.path = scratch
    learn.export("export.pkl")
    shutil.copy(scratch / "export.pkl", here / f"{name}.pkl")


houses = pd.DataFrame(
    {
        "city": ["a", "b", "c", "a"] * 4,
        "floor": [1, 2, 3, 4] * 4,
        "flag": [True, False] * 8,
        "code": [1.5, 2.5, 3.5, 4.5] * 4,
        "area": np.random.rand(16) * 100,
        "year": [1990, 2000, np.nan, 2010] * 4,
        "price": np.random.rand(16),
        "rent": np.random.rand(16),
    }
)


def table(target, procs, conts, **options):
    return TabularDataLoaders.from_df(
        houses, scratch, procs=procs, cat_names=["city", "floor", "flag", "code"], cont_names=conts, y_names=target, bs=4, **options
    )


write("table", tabular_learner(table("price", [Categorify, FillMissing, Normalize], ["area", "year"], y_block=RegressionBlock()), layers=[6]))
two = table(["price", "rent"], [Categorify, Normalize], ["area"], y_block=RegressionBlock(n_out=2))
write("two-targets", tabular_learner(two, layers=[6], n_out=2))

ratings = pd.DataFrame({"user": np.arange(24) % 5, "item": [f"i{i % 3}" for i in range(24)], "rating": np.random.rand(24)})
collab = CollabDataLoaders.from_df(ratings, bs=8)
write("collab", collab_learner(collab, n_factors=3, y_range=(0, 5)))
write("collab-layers", collab_learner(collab, use_nn=True, layers=[4]))

pictures = []
for i in range(8):
    pictures.append(scratch / f"{'cat' if i % 2 else 'dog'}_{i}.png")
    Image.fromarray((np.random.rand(40, 50, 3) * 255).astype("uint8")).save(pictures[-1])


def label(f):
    return Path(f).name.split("_")[0]


def images(item, batch=None, block=ImageBlock):
    return DataBlock(blocks=(block, CategoryBlock), get_y=label, splitter=RandomSplitter(seed=1), item_tfms=item, batch_tfms=batch).dataloaders(
        pictures, bs=2
    )


def small(channels=3):
    body = nn.Sequential(nn.Conv2d(channels, 4, 3), nn.ReLU())
    return nn.Sequential(body, nn.Sequential(AdaptiveConcatPool2d(), fastai.layers.Flatten(), nn.BatchNorm1d(8), nn.Linear(8, 2)))


import fastai.layers

loss = CrossEntropyLossFlat()
write("pictures", Learner(images(Resize(64), aug_transforms(size=48)), small(), loss_func=loss))
write("rectangles", Learner(images(Resize((32, 48))), small(), loss_func=loss))
write("grey", Learner(images(RandomResizedCrop(20), block=ImageBlock(PILImageBW)), small(1), loss_func=loss))
write("any-picture", Learner(images(None), small(), loss_func=loss))


class Own(nn.Module):
    """Not in the file: only its last layer is."""

    def __init__(self, width):
        super().__init__()
        self.a = nn.Conv2d(3, 4, 3)
        self.b = nn.Linear(4, width)

    def forward(self, x):
        return self.b(self.a(x).mean((2, 3)))


write("own-classes", Learner(images(Resize(32)), Own(2), loss_func=loss))
write("own-width", Learner(images(Resize(32)), Own(7), loss_func=loss))

# ------------------------------------------------------------------------------------------------ v1
def v1(path, **attributes):
    """An instance of a class of this name."""
    module, name = path.rsplit(".", 1)
    made = sys.modules.get(module)
    if made is None or not hasattr(made, name):
        made = sys.modules[module] = made or types.ModuleType(module)
        setattr(made, name, type(name, (), {"__module__": module}))
    one = getattr(made, name)()
    one.__dict__.update(attributes)
    return one


def old(name, x_cls, model, **data):
    sys.modules.setdefault("fastai.basic_train", types.ModuleType("fastai.basic_train"))
    kind, learner = type(v1(x_cls)), type(v1("fastai.basic_train.Learner"))
    state = {"x_cls": kind, "x_proc": [], "tfms": None, "tfmargs": {}, **data}
    torch.save({"opt_func": 1, "loss_func": v1("fastai.layers.FlattenedLoss"), "model": model, "data": state, "cls": learner}, here / name)


index = lambda values: pd.Index(values)
names = {"cat_names": ["city", "floor", "year_na"], "cont_names": ["year"]}
fill = v1("fastai.tabular.transform.FillMissing", add_col=True, na_dict={"year": 2000.0}, **names)
values = {"city": index(["a", "b"]), "floor": index([1, 2]), "year_na": index([False, True])}
categorify = v1("fastai.tabular.transform.Categorify", categories=values, **names)
processor = v1("fastai.tabular.data.TabularProcessor", procs=[fill, categorify], classes={"floor": np.array(["#na#", "1", "2"])}, **names)
tabular = nn.Sequential(nn.Linear(3, 2))
old("v1-table.pkl", "fastai.tabular.data.TabularList", tabular, x_proc=[processor])
old("v1-pictures.pkl", "fastai.vision.data.ImageList", small(), tfmargs={"size": (36, 30)})
