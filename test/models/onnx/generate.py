"""Writes the tiny ONNX models beside this file. Never run by tests: `pip install onnx==1.23.2 && python generate.py`.

No weights matter here: all are zeros. Every model is checked by onnx.checker unless it is broken on purpose.
"""
import json
from pathlib import Path

import onnx
from google.protobuf import json_format, text_format
from onnx import TensorProto as T
from onnx import helper as h
from onnx import numpy_helper
import numpy as np

HERE = Path(__file__).parent
OPSETS = [h.make_opsetid("", 17)]


def value(name, kind, shape):
    return h.make_tensor_value_info(name, kind, shape)


def zeros(name, *shape):
    return numpy_helper.from_array(np.zeros(shape, np.float32), name)


def ints(name, *values):
    return numpy_helper.from_array(np.array(values, np.int64), name)


def model(nodes, inputs, outputs, weights=(), ir=8, opsets=OPSETS, **more):
    sparse = more.pop("sparse", None)
    info = more.pop("value_info", None)
    graph = h.make_graph(nodes, "g", inputs, outputs, list(weights), value_info=info, sparse_initializer=sparse)
    return h.make_model(graph, ir_version=ir, opset_imports=opsets, producer_name="hand", **more)


def save(name, made):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(made if isinstance(made, bytes) else made.SerializeToString())


def no_shape(name, kind):
    return h.make_value_info(name, h.make_tensor_type_proto(kind, None))


def no_type(name):
    made = onnx.ValueInfoProto()
    made.name = name
    return made


n = h.make_node
x = value("x", T.FLOAT, ["batch", 4])

# what is stored ---------------------------------------------------------------------------------------------------------
mlp = model([n("Gemm", ["x", "w", "b"], ["h"]), n("Softmax", ["h"], ["y"])], [x], [value("y", T.FLOAT, ["batch", 3])], [zeros("w", 4, 3), zeros("b", 3)])
save("mlp.onnx", mlp)
save("plain-name/model", mlp)
(HERE / "mlp.textproto").write_text(text_format.MessageToString(mlp))
(HERE / "mlp.json").write_text(json_format.MessageToJson(mlp, indent=1))

weights = [value("w", T.FLOAT, [4, 3]), value("b", T.FLOAT, [3])]
for name, ir in [("weights-as-inputs-ir3", 3), ("overridable-ir8", 8)]:
    save(f"{name}.onnx", model([n("Gemm", ["x", "w", "b"], ["y"])], [x, *weights], [value("y", T.FLOAT, ["batch", 3])], [zeros("w", 4, 3), zeros("b", 3)], ir=ir))

placeholders = model([n("Identity", ["x"], ["y"])], [value("x", T.FLOAT, ["unk__12", "?", "", "-1", "N", None, 7])], [value("y", T.FLOAT, ["unk__13", "None", "", "unk", "N", None, 7])])
placeholders.graph.input[0].type.tensor_type.shape.dim[5].dim_value = -1
save("placeholders.onnx", placeholders)

seq = h.make_sequence_type_proto(h.make_tensor_type_proto(T.FLOAT, [1, "k"]))
opt = h.make_optional_type_proto(h.make_tensor_type_proto(T.INT64, ["k"]))
save("optional-and-sequence.onnx", model([n("OptionalHasElement", ["o"], ["has"]), n("Identity", ["s"], ["t"])],
     [h.make_value_info("o", opt), h.make_value_info("s", seq)], [value("has", T.BOOL, []), h.make_value_info("t", seq)], opsets=[h.make_opsetid("", 18)]))
nested = h.make_optional_type_proto(seq)
save("optional-sequence.onnx", model([n("OptionalHasElement", ["o"], ["has"])], [h.make_value_info("o", nested)], [value("has", T.BOOL, [])], opsets=[h.make_opsetid("", 18)]))
save("sparse-input.onnx", model([n("Foo", ["s"], ["y"], domain="my.ops")], [h.make_value_info("s", h.make_sparse_tensor_type_proto(T.DOUBLE, ["n", 9]))], [value("y", T.DOUBLE, ["n"])], opsets=[*OPSETS, h.make_opsetid("my.ops", 1)]))

odd = model([n("Identity", ["x"], ["y"])], [value("x", T.FLOAT, [2])], [value("y", T.FLOAT, [2])])
odd.graph.input[0].type.tensor_type.elem_type = 99
odd.graph.output[0].type.tensor_type.elem_type = 99
odd.graph.input[0].name = odd.graph.node[0].input[0] = "__proto__"
odd.graph.output[0].name = odd.graph.node[0].output[0] = "constructor"
save("future-type-odd-names.onnx", odd)

types = ["FLOAT16", "BFLOAT16", "STRING", "UINT64", "COMPLEX128", "FLOAT8E5M2FNUZ", "INT4", "UINT2", "FLOAT4E2M1", "FLOAT8E8M0"]
save("types.onnx", model([n("Identity", [t.lower()], [f"out_{t.lower()}"]) for t in types], [value(t.lower(), getattr(T, t), []) for t in types],
     [value(f"out_{t.lower()}", getattr(T, t), []) for t in types], ir=13, opsets=[h.make_opsetid("", 25)]))

head = onnx.ModelProto(ir_version=8, opset_import=OPSETS)
first, second = onnx.ModelProto(), onnx.ModelProto()
first.graph.input.extend(mlp.graph.input)
first.graph.node.extend(mlp.graph.node)
second.graph.initializer.extend(mlp.graph.initializer)
second.graph.output.extend(mlp.graph.output)
save("split-graph-first.onnx", first.SerializeToString() + second.SerializeToString() + head.SerializeToString())
save("no-graph.onnx", head)

# external data ----------------------------------------------------------------------------------------------------------
for folder, location, length, size in [
    ("external-present", "weights.bin", 48, 48),
    ("external-missing", "absent.bin", 48, None),
    ("external-short", "weights.bin", 48, 47),
    ("external-escaping", "../../../../etc/passwd", 48, None),
    ("external-absolute", "/etc/passwd", 48, None),
    ("external-nonsense", "weights.bin", "many", 48),
]:
    made = model([n("Gemm", ["x", "w"], ["y"])], [x], [no_shape("y", T.FLOAT)], [zeros("w", 4, 3)])
    tensor = made.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = T.EXTERNAL
    for key, text in [("location", location), ("offset", "0"), ("length", str(length))]:
        tensor.external_data.add(key=key, value=text)
    save(f"{folder}/model.onnx", made)
    if size is not None:
        save(f"{folder}/weights.bin", b"\0" * size)

# what is derived --------------------------------------------------------------------------------------------------------
chain = [
    n("Conv", ["img", "k"], ["c"], strides=[2, 2], pads=[1, 1, 1, 1], kernel_shape=[3, 3]),
    n("Shape", ["c"], ["s"]), n("Gather", ["s", "zero"], ["rows"]), n("Unsqueeze", ["rows", "axes"], ["row"]),
    n("Concat", ["row", "minus"], ["target"], axis=0), n("Reshape", ["c", "target"], ["flat"]), n("MatMul", ["flat", "w"], ["y"]),
]
save("conv-reshape-chain.onnx", model(chain, [value("img", T.FLOAT, ["batch", 3, 32, 32])], [no_shape("y", T.FLOAT), value("flat", T.FLOAT, [None, None])],
     [zeros("k", 2, 3, 3, 3), numpy_helper.from_array(np.array(0, np.int64), "zero"), ints("axes", 0), ints("minus", -1), zeros("w", 512, 5)]))

lstm = [n("LSTM", ["x", "w", "r"], ["all", "last"], hidden_size=6, direction="bidirectional"), n("Transpose", ["all"], ["y"], perm=[2, 0, 1, 3])]
save("lstm.onnx", model(lstm, [value("x", T.FLOAT, ["time", "batch", None])], [no_shape("y", T.FLOAT), no_shape("last", T.FLOAT)], [zeros("w", 2, 24, 5), zeros("r", 2, 24, 6)]))

classic = [n("Scaler", ["x"], ["scaled"], domain="ai.onnx.ml", offset=[0.0] * 4, scale=[1.0] * 4),
           n("LinearClassifier", ["scaled"], ["label", "scores"], domain="ai.onnx.ml", classlabels_strings=["a", "b", "c"], coefficients=[0.0] * 12, intercepts=[0.0] * 3),
           n("ZipMap", ["scores"], ["probability"], domain="ai.onnx.ml", classlabels_strings=["a", "b", "c"])]
save("classic-no-types.onnx", model(classic, [value("x", T.FLOAT, [None, None])], [no_type("label"), no_type("scores"), no_type("probability")], opsets=[*OPSETS, h.make_opsetid("ai.onnx.ml", 1)]))

double = h.make_function("my.fn", "Widen", ["a", "m"], ["c"], [n("MatMul", ["a", "m"], ["p"]), n("ReduceSum", ["p"], ["c"], keepdims=0)], OPSETS, [])
double.node[1].attribute[0].ref_attr_name = "keep"
double.node[1].attribute[0].ClearField("i")
double.attribute.append("keep")
save("local-function.onnx", model([n("Widen", ["x", "w"], ["y"], domain="my.fn", keep=0)], [x], [no_shape("y", T.FLOAT)], [zeros("w", 4, 6)], opsets=[*OPSETS, h.make_opsetid("my.fn", 1)], functions=[double]))

branch = lambda name, node: h.make_graph([node], name, [], [no_shape(name, T.FLOAT)])
save("branches.onnx", model([n("If", ["c"], ["y"], then_branch=branch("t", n("Identity", ["x"], ["t"])), else_branch=branch("e", n("Concat", ["x", "x"], ["e"], axis=1)))],
     [value("c", T.BOOL, []), x], [no_shape("y", T.FLOAT)]))

save("contradicted.onnx", model([n("MatMul", ["x", "w"], ["y"])], [x], [value("y", T.FLOAT, ["batch", 8])], [zeros("w", 4, 3)]))
save("doubtful.onnx", model([n("MatMul", ["x", "w"], ["y"])], [x], [value("y", T.FLOAT, [1, 3])], [zeros("w", 4, 3)]))
save("symbol-is-number.onnx", model([n("Reshape", ["x", "target"], ["y"])], [x], [value("y", T.FLOAT, ["batch", "seq"])], [ints("target", 1, 12)]))
save("fixed-batch.onnx", model([n("MatMul", ["x", "w"], ["y"])], [value("x", T.FLOAT, [1, 4])], [value("y", T.FLOAT, [1, 3])], [zeros("w", 4, 3)]))
save("empty-batch.onnx", model([n("Relu", ["x"], ["y"])], [value("x", T.FLOAT, [0, 4])], [value("y", T.FLOAT, [0, 4])]))
save("custom-operator.onnx", model([n("Tokenize", ["x"], ["y"], domain="my.ops")], [value("x", T.STRING, [None])], [no_shape("y", T.INT64)], opsets=[*OPSETS, h.make_opsetid("my.ops", 1)]))
save("no-outputs.onnx", model([n("Relu", ["x"], ["y"])], [x], []))

# loops and sequences ----------------------------------------------------------------------------------------------------
i64 = lambda name, shape=(): value(name, T.INT64, shape)
flag = lambda name: value(name, T.BOOL, [])
step = h.make_graph(
    [n("Identity", ["go"], ["on"]), n("MatMul", ["s", "w"], ["s2"]), n("Concat", ["grow", "s"], ["grow2"], axis=0), n("ReduceSum", ["s"], ["total"], keepdims=0)],
    "step", [i64("i"), flag("go"), value("s", T.FLOAT, None), value("grow", T.FLOAT, None)],
    [flag("on"), value("s2", T.FLOAT, None), value("grow2", T.FLOAT, None), value("total", T.FLOAT, None)],
)
save("loop.onnx", model([n("Loop", ["times", "", "x", "x"], ["state", "grown", "totals"], body=step)], [i64("times"), x], [no_type("state"), no_type("grown"), no_type("totals")], [zeros("w", 4, 4)]))
changing = h.make_graph(
    [n("Identity", ["go"], ["on"]), n("Unsqueeze", ["s", "first"], ["s2"])],
    "changing", [i64("i"), flag("go"), value("s", T.FLOAT, None)], [flag("on"), value("s2", T.FLOAT, None)],
)
save("loop-changing.onnx", model([n("Loop", ["times", "", "x"], ["state"], body=changing)], [i64("times"), x], [no_type("state")], [ints("first", 0)]))
cell = h.make_graph(
    [n("Add", ["s", "row"], ["s2"]), n("Concat", ["s2", "row"], ["pair"], axis=0)],
    "cell", [value("s", T.FLOAT, None), value("row", T.FLOAT, None)], [value("s2", T.FLOAT, None), value("pair", T.FLOAT, None)],
)
save("scan.onnx", model([n("Scan", ["zero", "x"], ["last", "pairs"], body=cell, num_scan_inputs=1, scan_output_axes=[1])], [x], [no_type("last"), no_type("pairs")], [zeros("zero", 4)]))
collect = h.make_graph(
    [n("Identity", ["go"], ["on"]), n("SequenceInsert", ["found", "x"], ["found2"])],
    "collect", [i64("i"), flag("go"), h.make_tensor_sequence_value_info("found", T.FLOAT, None)], [flag("on"), h.make_tensor_sequence_value_info("found2", T.FLOAT, None)],
)
save("sequence-loop.onnx", model(
    [n("SequenceEmpty", [], ["none"], dtype=T.FLOAT), n("Loop", ["times", "", "none"], ["all"], body=collect), n("ConcatFromSequence", ["all"], ["joined"], axis=1),
     n("ConcatFromSequence", ["all"], ["stacked"], axis=0, new_axis=1), n("SequenceConstruct", ["x", "longer"], ["mixed"]), n("SequenceAt", ["mixed", "i"], ["one"]),
     n("SplitToSequence", ["x"], ["columns"], axis=1, keepdims=0)],
    [i64("times"), i64("i"), x, value("longer", T.FLOAT, ["batch", 9])],
    [no_type(name) for name in ("all", "joined", "stacked", "one", "columns")],
))

# where the specification and the runtimes differ ------------------------------------------------------------------------
save("undecided.onnx", model(
    [n("Slice", ["x", "minus5", "minus9", "one", "minus1"], ["back"]), n("ConvTranspose", ["img", "k"], ["wide"], strides=[3, 1], auto_pad="SAME_UPPER"),
     n("LpPool", ["img"], ["pooled"], kernel_shape=[1, 2], strides=[3, 2], auto_pad="SAME_LOWER", ceil_mode=1)],
    [x, value("img", T.FLOAT, [1, 2, 6, 6])], [no_type("back"), no_type("wide"), no_type("pooled")],
    [ints("minus5", -5), ints("minus9", -9), ints("one", 1), ints("minus1", -1), zeros("k", 2, 3, 2, 2)], opsets=[h.make_opsetid("", 18)],
))

# operators of signals, losses, attention --------------------------------------------------------------------------------
save("signals.onnx", model(
    [n("DFT", ["wave", "", "axis"], ["spectrum"], onesided=1), n("STFT", ["wave", "hop", "", "frame"], ["frames"]), n("Attention", ["q", "kv", "kv", "", "past", "past"], ["y", "keys", "values"], q_num_heads=4, kv_num_heads=2),
     n("LayerNormalization", ["x", "gain"], ["normed", "mean"]), n("CenterCropPad", ["x", "target"], ["cropped"], axes=[1])],
    [value("wave", T.FLOAT, ["batch", 100, 1]), value("q", T.FLOAT, ["batch", 5, 32]), value("kv", T.FLOAT, ["batch", 7, 16]), value("past", T.FLOAT, ["batch", 2, 3, 8]), x],
    [no_type(name) for name in ("spectrum", "frames", "y", "keys", "normed", "mean", "cropped")],
    [ints("axis", 1), ints("hop", 10), ints("frame", 20), zeros("gain", 4), ints("target", 6)], opsets=[h.make_opsetid("", 23)],
))

# classes that classifiers keep, with the steps that skl2onnx writes behind them -----------------------------------------
ML = [*OPSETS, h.make_opsetid("ai.onnx.ml", 1)]
linear = dict(coefficients=[1.0] * 12, intercepts=[0.0] * 3, domain="ai.onnx.ml")
trees = dict(class_ids=[0], class_nodeids=[0], class_treeids=[0], class_weights=[1.0], nodes_falsenodeids=[0], nodes_featureids=[0], nodes_modes=["LEAF"], nodes_nodeids=[0], nodes_treeids=[0], nodes_truenodeids=[0], nodes_values=[0.0], domain="ai.onnx.ml")
svm = dict(coefficients=[1.0] * 12, kernel_type="LINEAR", rho=[0.0] * 3, vectors_per_class=[1, 1, 1], support_vectors=[1.0] * 12, domain="ai.onnx.ml")
save("classes.onnx", model(
    [n("LinearClassifier", ["x"], ["word", "raw"], classlabels_strings=["no", "perhaps", "yes"], **linear), n("Normalizer", ["raw"], ["columns"], norm="L1", domain="ai.onnx.ml"),
     n("ZipMap", ["columns"], ["zipped"], classlabels_strings=["no", "perhaps", "yes"], domain="ai.onnx.ml"),
     n("TreeEnsembleClassifier", ["x"], ["leaf", "leaves"], classlabels_int64s=[7, 9], **trees), n("Cast", ["leaf"], ["number"], to=T.INT32), n("Identity", ["leaves"], ["two"]),
     n("Cast", ["leaf"], ["truth"], to=T.BOOL), n("Cast", ["truth"], ["from_truth"], to=T.INT64),
     n("Reshape", ["columns", "one_row"], ["moved"]),
     n("SVMClassifier", ["x"], ["side", "pairs"], classlabels_ints=[1, 2, 3], **svm), n("SVMClassifier", ["x"], ["again", "likely"], classlabels_ints=[1, 2, 3], prob_a=[1.0] * 3, prob_b=[1.0] * 3, **svm)],
    [x], [value("word", T.STRING, ["batch"]), value("columns", T.FLOAT, ["batch", 3]), no_type("zipped"), value("number", T.INT32, ["batch"]), value("two", T.FLOAT, ["batch", 2]),
          value("from_truth", T.INT64, ["batch"]), value("moved", T.FLOAT, [1, 3]), value("side", T.INT64, ["batch"]), value("pairs", T.FLOAT, ["batch", 3]), value("likely", T.FLOAT, ["batch", 3])],
    [ints("one_row", 1, -1)], opsets=ML,
))
