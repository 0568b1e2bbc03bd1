"""Makes the XGBoost models of this folder and contracts.json, which holds what XGBoost itself gives for each of them.

pip install xgboost-cpu==3.2.0 pandas; python generate.py. Tests never run this. The old binary formats cannot be written by new versions:
`python generate.py old` with xgboost==1.7.6 writes those.
"""
import json
import pickle
import sys

import numpy as np
import xgboost as xgb

rng = np.random.default_rng(0)
ROWS = 40
X = rng.random((ROWS, 3)).astype("float32")
NAMES = ["age", "höhe m", "a\"b,{c}"]
Y = X[:, 0] + X[:, 1]
BINARY = (Y > 1).astype(int)
CLASSES = np.digitize(Y, [0.7, 1.2])
contracts = {}


def record(name, booster, dmatrix):
    """The oracle: names as the loaded booster has them, type and shape as predict gives them for two numbers of rows."""
    names = booster.feature_names  # predict would set them to those of its rows
    shapes = [booster.predict(dmatrix(rows)).shape for rows in (7, 5)]
    result = booster.predict(dmatrix(7))
    contracts[name] = {
        "names": names,
        "features": booster.num_features(),
        "type": str(result.dtype),
        "shape": [-1 if a != b else a for a, b in zip(*shapes)],
    }


def train(name, labels, names=None, types=None, rounds=2, **params):
    data = xgb.DMatrix(X, label=labels, feature_names=names, feature_types=types)
    booster = xgb.train({"max_depth": 1, "nthread": 1, "seed": 1, **params}, data, rounds)
    booster.save_model(name)
    loaded = xgb.Booster(model_file=name)
    record(name, loaded, lambda rows: xgb.DMatrix(X[:rows], feature_names=names, feature_types=types))
    return booster


def old():
    train("binary-softprob.model", CLASSES, objective="multi:softprob", num_class=3)
    train("binary-softmax-attributes.bst", CLASSES, names=NAMES, objective="multi:softmax", num_class=3)
    train("binary-gblinear.model", Y, objective="reg:squarederror", booster="gblinear")
    train("binary-dart.model", BINARY, objective="binary:logistic", booster="dart")


def new():
    train("softprob.json", CLASSES, names=NAMES, objective="multi:softprob", num_class=3)
    train("softmax.ubj", CLASSES, objective="multi:softmax", num_class=3)
    train("logistic.ubj", BINARY, names=NAMES, types=["float", "int", "q"], objective="binary:logistic")
    train("targets.ubj", np.c_[Y, Y], objective="reg:squarederror")
    train("tree-per-targets.ubj", np.c_[Y, Y], objective="reg:squarederror", multi_strategy="multi_output_tree")
    train("quantiles.json", Y, objective="reg:quantileerror", quantile_alpha=[0.1, 0.5])
    train("quantile.json", Y, objective="reg:quantileerror", quantile_alpha=0.5)
    train("dart.json", Y, names=NAMES, objective="reg:gamma", booster="dart")
    train("gblinear.ubj", Y, names=NAMES, objective="reg:squarederror", booster="gblinear")
    train("rank.json", BINARY, objective="rank:pairwise")
    train("survival.json", Y, objective="survival:cox")
    import pandas as pd

    frame = pd.DataFrame({
        "city": pd.Categorical(np.array(["Rīga", "Oslo", "Bern"])[CLASSES]),
        "zip": pd.Categorical(CLASSES * 10),
        "grade": pd.Categorical(CLASSES.astype("int8")),
        "x": X[:, 0],
    })
    data = xgb.DMatrix(frame, label=Y, enable_categorical=True)
    for name, booster_type in (("categories.json", "gbtree"), ("categories-dart.ubj", "dart")):
        booster = xgb.train({"max_depth": 2, "nthread": 1, "booster": booster_type}, data, 2)
        booster.save_model(name)
        record(name, xgb.Booster(model_file=name), lambda rows: xgb.DMatrix(frame[:rows], enable_categorical=True))
    booster = train("squared.ubj", Y, names=NAMES, objective="reg:squarederror")
    with open("booster.pkl", "wb") as file:
        pickle.dump(booster, file)
    contracts["booster.pkl"] = contracts["squared.ubj"]
    booster.dump_model("dump.txt")
    booster.dump_model("dump.json", dump_format="json")
    with open("config.json", "w") as file:
        file.write(booster.save_config())


old() if sys.argv[1:] == ["old"] else new()
try:
    with open("contracts.json") as file:
        contracts = {**json.load(file), **contracts}
except FileNotFoundError:
    pass
with open("contracts.json", "w") as file:
    json.dump(dict(sorted(contracts.items())), file, ensure_ascii=False, indent=1)
