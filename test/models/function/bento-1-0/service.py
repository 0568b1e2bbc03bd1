import bentoml
import numpy as np
from bentoml.io import JSON, Multipart, NumpyNdarray, Text
from pydantic import BaseModel


class Features(BaseModel):
    height: float
    weight: float


runner = bentoml.sklearn.get("iris:latest").to_runner()
svc = bentoml.Service("iris", runners=[runner])


@svc.api(input=NumpyNdarray(dtype="float32", shape=(-1, 4)), output=NumpyNdarray(dtype="int64", shape=(-1,)))
def classify(series: np.ndarray) -> np.ndarray:
    return runner.predict.run(series)


@svc.api(input=JSON(pydantic_model=Features), output=JSON())
def bmi(features: Features) -> dict:
    return {"bmi": features.weight / features.height**2}


@svc.api(input=Multipart(text=Text(), vector=NumpyNdarray(dtype="float64")), output=Text())
def both(text, vector):
    return text
