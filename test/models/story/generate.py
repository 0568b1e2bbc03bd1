"""Writes the models of the story that examples and end-to-end tests tell: one small churn model and its successors.

    pip install onnx numpy && python test/models/story/generate.py

first     the model of examples/onnx
weights   the same network, trained again: other numbers, same contract
output    one more output: callers of `first` are not touched
type      `age` is a float now: callers of `first` that send int64 are rejected
"""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent


def churn(seed: int, age_type: int = TensorProto.INT64, with_label: bool = False) -> onnx.ModelProto:
    rng = np.random.default_rng(seed)
    weights = numpy_helper.from_array(rng.normal(size=(4, 1)).astype(np.float32), "weights")
    bias = numpy_helper.from_array(np.zeros((1,), np.float32), "bias")
    nodes = [
        helper.make_node("Cast", ["age"], ["age_float"], to=TensorProto.FLOAT),
        helper.make_node("Concat", ["age_float", "usage"], ["features"], axis=1),
        helper.make_node("Gemm", ["features", "weights", "bias"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["probability"]),
    ]
    outputs = [helper.make_tensor_value_info("probability", TensorProto.FLOAT, ["batch", 1])]
    constants = [weights, bias]
    if with_label:
        constants.append(numpy_helper.from_array(np.array([0.5], np.float32), "threshold"))
        nodes.append(helper.make_node("Greater", ["probability", "threshold"], ["churns"]))
        outputs.append(helper.make_tensor_value_info("churns", TensorProto.BOOL, ["batch", 1]))
    graph = helper.make_graph(
        nodes,
        "churn",
        [
            helper.make_tensor_value_info("age", age_type, ["batch", 1]),
            helper.make_tensor_value_info("usage", TensorProto.FLOAT, ["batch", 3]),
        ],
        outputs,
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="mlambda-examples")
    onnx.checker.check_model(model)
    return model


def write(model: onnx.ModelProto, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


for example in ("onnx", "private-registry"):
    write(churn(1), ROOT / "examples" / example / "models/churn/churn.onnx")

write(churn(2), HERE / "weights/churn.onnx")
write(churn(2, with_label=True), HERE / "output/churn.onnx")
write(churn(2, age_type=TensorProto.FLOAT, with_label=True), HERE / "type/churn.onnx")
