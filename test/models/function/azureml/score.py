import json
import os

import numpy as np


def init():
    global model
    model = load(os.path.join(os.getenv("AZUREML_MODEL_DIR"), "m.bin"))


def run(raw_data):
    try:
        data = json.loads(raw_data)["data"]
        result = model.predict(np.array(data))
        return json.dumps({"result": result.tolist()})
    except Exception as e:
        return json.dumps({"error": str(e)})
