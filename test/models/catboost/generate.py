"""Makes the CatBoost models of this folder and contracts.json, which holds what CatBoost itself gives for each of them.

pip install catboost==1.2.10 pandas; python generate.py. Tests never run this.
"""
import json
import pickle

import numpy as np
import pandas as pd
from catboost import CatBoost, CatBoostClassifier, CatBoostRanker, CatBoostRegressor

rng = np.random.default_rng(0)
ROWS = 60
X = rng.random((ROWS, 3))
FRAME = pd.DataFrame(X, columns=["age", "höhe m", "gain,loss"])
Y = X[:, 0] + X[:, 1] + 0.1
BINARY = (Y > 1).astype(int)
CLASSES = np.digitize(Y, [0.7, 1.2])
WORDS = np.array(["a", "b", "c"])
OPTIONS = {"iterations": 1, "depth": 1, "verbose": 0, "allow_writing_files": False, "random_seed": 1, "thread_count": 1}
contracts = {}


def record(name, model, rows):
    """The oracle: names as the loaded model has them, type and shape as predict gives them for two numbers of rows."""
    results = [np.asarray(model.predict(rows[:count])) for count in (7, 5)]
    type_ = {"str": "string", "str_": "string"}.get(type(results[0].flat[0]).__name__, str(results[0].dtype))
    contracts[name] = {
        "names": model.feature_names_,
        "type": type_,
        "shape": [-1 if a != b else a for a, b in zip(results[0].shape, results[1].shape)],
    }


def train(name, make, loss, labels, rows=X, fit=None, **params):
    model = make(**OPTIONS, loss_function=loss, **params).fit(rows, labels, **(fit or {}))
    model.save_model(name, format="json" if name.endswith(".json") else "cbm")
    loaded = make().load_model(name, format="json" if name.endswith(".json") else "cbm")
    record(name, loaded, rows)
    return model


C, R, K = CatBoostClassifier, CatBoostRegressor, CatBoostRanker
train("logloss-integers.cbm", C, "Logloss", BINARY, FRAME)
classes = train("multiclass-strings.cbm", C, "MultiClass", WORDS[CLASSES])
train("multiclass-strings.json", C, "MultiClass", WORDS[CLASSES], FRAME)
train("one-vs-all-floats.cbm", C, "MultiClassOneVsAll", CLASSES + 0.5)
train("logloss-booleans.json", C, "Logloss", BINARY.astype(bool))
train("cross-entropy.cbm", C, "CrossEntropy", np.clip(Y / 2.2, 0, 1))
train("multilogloss.cbm", C, "MultiLogloss", np.c_[BINARY, 1 - BINARY, BINARY])
train("rmse.json", R, "RMSE", Y)
train("multirmse.json", R, "MultiRMSE", np.c_[Y, Y])
train("uncertainty.cbm", R, "RMSEWithUncertainty", Y)
train("multiquantile.cbm", R, "MultiQuantile:alpha=0.1,0.5,0.9", Y)
train("poisson.cbm", R, "Poisson", Y)
train("ranking.cbm", K, "YetiRank", Y, fit={"group_id": np.arange(ROWS) // 10})
train("depthwise.json", C, "MultiClass", CLASSES, grow_policy="Depthwise")
mixed = FRAME.assign(city=WORDS[CLASSES], review=[f"good {word} thing {i % 3}" for i, word in enumerate(WORDS[CLASSES])])
train("categories-texts.cbm", C, "Logloss", BINARY, mixed, {"cat_features": ["city"], "text_features": ["review"]}, one_hot_max_size=10)
train("categories.cbm", R, "RMSE", Y, mixed.drop(columns=["review"]), {"cat_features": ["city"]}, one_hot_max_size=1)
array = np.c_[X.astype(object), WORDS[CLASSES]]
train("categories-array.cbm", R, "RMSE", Y, array, {"cat_features": [3]}, one_hot_max_size=10)
embedded = FRAME.assign(vector=[list(row) for row in rng.random((ROWS, 4))])[["age", "vector"]]
total = embedded.vector.map(sum)
train("embedding.cbm", R, "RMSE", total, embedded, {"embedding_features": ["vector"]})
two = embedded.assign(other=[list(row) for row in rng.random((ROWS, 2))])
two["age"] = 1.0
vectors = {"embedding_features": ["vector", "other"]}
train("embeddings.cbm", C, "MultiClass", np.digitize(total + 2 * two.other.map(sum), [3.5, 4.5]), two, vectors, colsample_bylevel=0.5)

with open("classifier.pkl", "wb") as file:
    pickle.dump(classes, file)
with open("base.pkl", "wb") as file:
    base = CatBoost({**OPTIONS, "loss_function": "MultiClass"}).fit(FRAME, CLASSES)
    pickle.dump(base, file)
record("base.pkl", base, FRAME)
with open("contracts.json", "w") as file:
    json.dump(dict(sorted(contracts.items())), file, ensure_ascii=False, indent=1)
