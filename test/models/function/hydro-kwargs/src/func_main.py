import hydro_serving_grpc as hs
import numpy as np
from joblib import load

model = load("/model/files/model.bin")
COLUMNS = [
    "age",
    "fare",
]


def to_numpy(proto):
    return np.array(proto.double_val)


def pack(value):
    return hs.TensorProto(dtype=hs.DT_DOUBLE, double_val=[value], tensor_shape=hs.TensorShapeProto())


def infer(**kwargs):
    columns = {name: to_numpy(kwargs[name]) for name in COLUMNS}
    sex = kwargs.get("sex")
    if sex is not None:
        columns["sex"] = sex.string_val
    ids = kwargs["ids"].int64_val
    outputs = {"score": pack(0.5)}
    if len(ids) > 1:
        outputs["ids"] = kwargs["ids"]
    return hs.PredictResponse(outputs=outputs)
