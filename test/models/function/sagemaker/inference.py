import json
import os

import joblib
import numpy as np


def model_fn(model_dir):
    return joblib.load(os.path.join(model_dir, "model.bin"))


def input_fn(request_body, request_content_type):
    if request_content_type == "application/json":
        return json.loads(request_body)
    raise ValueError(request_content_type)


def predict_fn(input_data, model):
    x = np.array([[input_data["age"], input_data["income"]]])
    return {"score": float(model.predict_proba(x)[0, 1]), "label": int(model.predict(x)[0])}
