from typing import Dict

import kserve
import numpy as np


class Iris(kserve.Model):
    def __init__(self, name: str):
        super().__init__(name)
        self.ready = False

    def load(self) -> bool:
        self.ready = True
        return self.ready

    def predict(self, payload: Dict, headers: Dict[str, str] = None) -> Dict:
        rows = np.array(payload["instances"], dtype=np.float32)
        return {"predictions": self.model.predict(rows).tolist()}


if __name__ == "__main__":
    kserve.ModelServer().start([Iris("iris")])
