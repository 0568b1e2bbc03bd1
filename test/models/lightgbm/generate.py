"""Makes the LightGBM models of this folder and contracts.json, which holds what LightGBM itself gives for each of them.

pip install lightgbm==4.7.0 pandas; python generate.py. Tests never run this.
"""
import json
import pickle

import lightgbm as lgb
import numpy as np
import pandas as pd

rng = np.random.default_rng(0)
ROWS = 60
X = rng.random((ROWS, 3))
FRAME = pd.DataFrame(X, columns=["age", "höhe m", "gain=loss"])
Y = X[:, 0] + X[:, 1]
BINARY = (Y > 1).astype(int)
CLASSES = np.digitize(Y, [0.7, 1.2])
BASE = {"num_leaves": 3, "min_data_in_leaf": 2, "min_data_in_bin": 1, "verbose": -1, "seed": 1, "num_threads": 1, "deterministic": True}
contracts = {}


def record(name, booster, rows):
    """The oracle: names as the loaded booster has them, type and shape as predict gives them for two numbers of rows."""
    results = [booster.predict(rows[:count]) for count in (7, 5)]
    contracts[name] = {
        "names": booster.feature_name(),
        "type": str(results[0].dtype),
        "shape": [-1 if a != b else a for a, b in zip(results[0].shape, results[1].shape)],
    }


def train(name, rows, labels, rounds=2, dataset=None, **params):
    data = lgb.Dataset(rows, label=labels, free_raw_data=False, **(dataset or {}))
    booster = lgb.train({**BASE, **params}, data, rounds)
    booster.save_model(name)
    record(name, lgb.Booster(model_file=name), rows)
    return booster


train("regression.txt", X, Y, objective="regression")
train("binary.txt", FRAME, BINARY, objective="binary")
multiclass = train("multiclass.bst", FRAME, CLASSES, objective="multiclass", num_class=3)
train("multiclassova.txt", X, CLASSES, objective="multiclassova", num_class=3)
train("random-forest.txt", X, Y, objective="poisson", boosting="rf", bagging_freq=1, bagging_fraction=0.6)
train("linear-tree.txt", FRAME, Y, objective="regression", linear_tree=True)
train("ranking.txt", X, BINARY, objective="lambdarank", dataset={"group": [10] * 6})
train("no-trees.txt", X, np.ones(ROWS), objective="regression")
train("own-objective.txt", X, CLASSES, objective=lambda scores, data: (scores, np.ones_like(scores)), num_class=3)
train("categorical-codes.txt", np.c_[X, CLASSES], Y, objective="regression", dataset={"categorical_feature": [3]})

categories = FRAME.assign(
    city=pd.Categorical(np.array(["Rīga", "Oslo", "a, \"b\" [c]"])[CLASSES]),
    zip=pd.Categorical(CLASSES * 10),
    grade=pd.Categorical(CLASSES * 1.0),
    smokes=pd.Categorical(BINARY.astype(bool)),
)
table = train("pandas-categories.txt", categories, Y, objective="regression", cat_smooth=1, min_data_per_group=1)
# ordered categories stay numbers: the lists of categories and the categorical features are not as many
ordered = FRAME.assign(size=pd.Categorical(np.array(["l", "m", "s"])[CLASSES], ordered=True), city=categories.city)
train("ordered-categories.txt", ordered, Y, objective="regression", cat_smooth=1, min_data_per_group=1)

for name, booster in (("dump-multiclass.json", multiclass), ("dump-categories.json", table)):
    with open(name, "w") as file:
        json.dump(booster.dump_model(), file)
contracts["dump-multiclass.json"] = contracts["multiclass.bst"]
contracts["dump-categories.json"] = contracts["pandas-categories.txt"]
with open("booster.pkl", "wb") as file:
    pickle.dump(table, file)
contracts["booster.pkl"] = contracts["pandas-categories.txt"]
with open("contracts.json", "w") as file:
    json.dump(dict(sorted(contracts.items())), file, ensure_ascii=False, indent=1)
