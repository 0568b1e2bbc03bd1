import pickle

import numpy as np
from flask import Flask, jsonify, request

app = Flask(__name__)
model = pickle.load(open("model.bin", "rb"))
NAMES = ["sepal_length", "sepal_width"]


@app.route("/")
def home():
    return "up"


@app.route("/predict", methods=["POST"])
def predict():
    data = request.get_json(force=True)
    if "petal_length" not in data:
        return jsonify({"error": "petal_length is missing"}), 400
    row = [data[name] for name in NAMES] + [data["petal_length"], data.get("petal_width", 0.0)]
    app.logger.info("got %s", data)
    label = model.predict(np.array([row]))[0]
    return jsonify({"label": str(label), "n": len(row)})
