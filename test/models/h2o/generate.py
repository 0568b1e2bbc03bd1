"""Makes the MOJOs of this folder and contracts.json, which holds what H2O itself gives for each of them.

pip install h2o==3.44.0.3 (needs Java); python generate.py. Tests never run this. The description of the training that goes along
(experimental/, most of the bytes) is left out, but for survival models, whose times only it names.
"""
import json
import os
import random
import zipfile

import h2o
from h2o.estimators import (
    H2OAutoEncoderEstimator,
    H2OCoxProportionalHazardsEstimator,
    H2OExtendedIsolationForestEstimator,
    H2OGeneralizedAdditiveEstimator,
    H2OGeneralizedLinearEstimator,
    H2OGeneralizedLowRankEstimator,
    H2OGradientBoostingEstimator,
    H2OIsolationForestEstimator,
    H2OKMeansEstimator,
    H2OPrincipalComponentAnalysisEstimator,
    H2ORandomForestEstimator,
    H2OTargetEncoderEstimator,
    H2OUpliftRandomForestEstimator,
    H2OWord2vecEstimator,
)

h2o.init(nthreads=1, max_mem_size="1g", port=54391, log_level="ERRR")
h2o.no_progress()
random.seed(1)
ROWS = 120
columns = {name: [] for name in ("age", "job", "size", "gain", "group", "flag", "treated", "kind", "weight", "time", "died", "price")}
for i in range(ROWS):
    age, size, gain = 18 + 60 * random.random(), 2 * random.random(), random.random()
    row = [age, random.choice(["clerk", "farmer", "pilot"]), size, gain, "abc"[int((age - 18) // 20.1)], str(int(age > 48)), random.choice("01"),
           random.choice("xy"), 0.5 + random.random(), 1 + i % 30, int(random.random() > 0.3), age / 30 + size]
    for name, value in zip(columns, row):
        columns[name].append(value)
CATEGORIES = ("job", "group", "flag", "treated", "kind")
frame = h2o.H2OFrame(columns, column_types={name: "enum" if name in CATEGORIES else "numeric" for name in columns})[list(columns)]
# names as people write them; the client lets none be made with a frame
frame.set_names(["größe m" if name == "size" else "gain,loss" if name == "gain" else name for name in columns])
X = ["age", "job", "größe m", "gain,loss"]
contracts = {}
TYPES = {"enum": "string", "string": "string"}


def save(name, model):
    """As it is downloaded, but for the description of the training."""
    path = model.download_mojo(path=".")
    keep = model.algo == "coxph"
    with zipfile.ZipFile(path) as mojo, zipfile.ZipFile(f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as smaller:
        for entry in mojo.namelist():
            if keep or not entry.startswith("experimental/"):
                smaller.writestr(zipfile.ZipInfo(entry), mojo.read(entry), zipfile.ZIP_DEFLATED)
    os.remove(path)


def train(name, model, y=None, x=X, needs=(), **fit):
    """The oracle: the columns it was trained on, those without which predict() refuses, and the frame that predict() gives."""
    model.train(x=x, y=y, training_frame=frame, **fit)
    save(name, model)
    given = model.transform(frame[x]) if isinstance(model, H2OTargetEncoderEstimator) else model.predict(frame)
    contracts[name] = {
        "inputs": {column: TYPES.get(frame.types[column], "float64") for column in [*x, *needs]},
        "outputs": {column: TYPES.get(given.types[column], "float64") for column in given.columns if column not in x},
    }


TREES = {"ntrees": 1, "max_depth": 1, "seed": 1}
train("gbm-calibrated", H2OGradientBoostingEstimator(calibrate_model=True, calibration_frame=frame, **TREES), "flag")
train("gbm-offset", H2OGradientBoostingEstimator(**TREES), "price", offset_column="weight", needs=["weight"])
train("gbm-weights", H2OGradientBoostingEstimator(**TREES), "price", weights_column="weight")
train("gbm-one-hot", H2OGradientBoostingEstimator(categorical_encoding="one_hot_explicit", **TREES), "group")
train("drf-multinomial", H2ORandomForestEstimator(**TREES), "group")
train("glm-fractional", H2OGeneralizedLinearEstimator(family="fractionalbinomial", lambda_=0), "gain,loss", X[:3])
train("glm-ordinal", H2OGeneralizedLinearEstimator(family="ordinal"), "group")
train("gam", H2OGeneralizedAdditiveEstimator(family="gaussian", gam_columns=["age"], num_knots=[4]), "price", ["job"], needs=["age"])
train("gam-thin-plate", H2OGeneralizedAdditiveEstimator(family="gaussian", gam_columns=[["age", "größe m"]], bs=[1], num_knots=[5]), "price")
train("autoencoder", H2OAutoEncoderEstimator(hidden=[1], epochs=1, seed=1))
train("glrm", H2OGeneralizedLowRankEstimator(k=2, seed=1, max_iterations=5))
train("pca", H2OPrincipalComponentAnalysisEstimator(k=3, transform="standardize", impute_missing=True))
train("kmeans", H2OKMeansEstimator(k=2, seed=1))
train("isolation", H2OIsolationForestEstimator(**TREES))
train("isolation-flag", H2OIsolationForestEstimator(contamination=0.1, **TREES))
train("isolation-extended", H2OExtendedIsolationForestEstimator(ntrees=1, seed=1, sample_size=8, extension_level=1))
train("coxph", H2OCoxProportionalHazardsEstimator(stop_column="time", stratify_by=["kind"]), "died", [*X, "kind"])
train("target-encoder", H2OTargetEncoderEstimator(seed=1), "group", ["job", "kind"])
train("uplift", H2OUpliftRandomForestEstimator(treatment_column="treated", **TREES), "flag")
words = H2OWord2vecEstimator(vec_size=3, min_word_freq=1, epochs=1)
texts = h2o.H2OFrame({"word": ["a", "b", "c", "a"] * 20}, column_types=["string"])
words.train(training_frame=texts)
save("word2vec", words)
contracts["word2vec"] = {"inputs": {"word": "string"}, "outputs": {name: "float64" for name in words.transform(texts, "NONE").columns}}
with open("contracts.json", "w") as file:
    json.dump(contracts, file, ensure_ascii=False, indent=1)
h2o.cluster().shutdown()
