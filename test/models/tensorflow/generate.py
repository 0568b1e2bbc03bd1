"""Writes the tiny models of this folder with the real TensorFlow; never run by a test.

    pip install tensorflow-cpu==2.21.0 && python generate.py

ops/*/ops.pb comes with expected.json: for each end of the graph the type and shape that TensorFlow's own shape inference gives (an independent oracle).
"""
import collections
import json
import os
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf  # noqa: E402
from google.protobuf import text_format  # noqa: E402
from tensorflow.core.framework import types_pb2  # noqa: E402
from tensorflow.core.protobuf import meta_graph_pb2, saved_model_pb2  # noqa: E402
from tensorflow.python.saved_model import nested_structure_coder  # noqa: E402

v1 = tf.compat.v1
here = os.path.dirname(os.path.abspath(__file__))
out = lambda *parts: os.path.join(here, *parts)


def fresh(*parts):
    path = out(*parts)
    shutil.rmtree(path, ignore_errors=True)
    return path


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb" if isinstance(text, bytes) else "w") as f:
        f.write(text)


def keep_only_graph(path):
    """The contract is in saved_model.pb; variables would only make the repository larger."""
    for name in ("variables", "assets", "fingerprint.pb"):
        full = os.path.join(path, name)
        shutil.rmtree(full, ignore_errors=True) if os.path.isdir(full) else os.path.exists(full) and os.remove(full)


def load(path):
    model = saved_model_pb2.SavedModel()
    model.ParseFromString(open(os.path.join(path, "saved_model.pb"), "rb").read())
    return model


def store(path, model):
    write(os.path.join(path, "saved_model.pb"), model.SerializeToString(deterministic=True))


# ------------------------------------------------------------------ TensorFlow 2
class Module(tf.Module):
    def __init__(self):
        self.w = tf.Variable(tf.ones([4, 2]))

    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="x")])
    def predict(self, x):
        return {"y": x @ self.w, "best": tf.argmax(x @ self.w, axis=1)}

    @tf.function(input_signature=[])
    def version(self):
        return {"version": tf.constant(7)}

    @tf.function(input_signature=[tf.TensorSpec(None, tf.float64, name="any")])
    def rank(self, any):
        return {"rank": tf.rank(any), "same": tf.identity(any)}


module = Module()
path = fresh("tf2-signatures")
tf.saved_model.save(module, path, signatures={"serving_default": module.predict, "serve": module.predict, "version": module.version, "rank of": module.rank})
keep_only_graph(path)

path = fresh("tf2-no-signatures")
tf.saved_model.save(tf.Module(), path)
keep_only_graph(path)


# ------------------------------------------------------------------ TensorFlow 2, functions instead of signatures
Pair = collections.namedtuple("Pair", ["second", "first"])


class Functions(tf.Module):
    def __init__(self):
        self.w = tf.Variable(tf.ones([4, 2]))
        self.part = tf.Module()
        self.part.inner = tf.function(lambda x: x, input_signature=[tf.TensorSpec([], tf.float32)])

    @tf.function
    def __call__(self, x, training=False, mask=None):
        return x @ self.w

    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="features"), {"b": (tf.TensorSpec([None], tf.string),), "a": tf.TensorSpec(None, tf.int32)}])
    def nested(self, inputs, extra):
        return {"z": (extra["a"], [extra["b"][0]]), "y": inputs @ self.w}

    @tf.function
    def sized(self, x, *, scale):
        return x * scale, x

    @tf.function
    def typed(self, x):
        return {"rank": tf.rank(x)} if x.dtype == tf.float32 else {"rank": tf.rank(x), "same": x}

    @tf.function
    def composite(self, *rows, **more):
        return Pair(second=rows[0], first=more["k"])

    @tf.function(input_signature=[])
    def reset(self):
        self.w.assign(tf.zeros([4, 2]))

    @tf.function
    def either(self, x, flat=True):
        return x if flat else {"x": x}

    @tf.function
    def untraced(self, x):
        return x

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def _private(self, x):
        return x


module = Functions()
spec = tf.TensorSpec
module.__call__.get_concrete_function(spec([1, 4]))
module.__call__.get_concrete_function(spec([None, 4]))
module.__call__.get_concrete_function(spec([None, 4]), training=True)
module.__call__.get_concrete_function(spec([None, 4]), mask=spec([None], tf.bool))
module.sized.get_concrete_function(spec([3]), scale=spec([]))
module.sized.get_concrete_function(spec([4]), scale=spec([]))
module.typed.get_concrete_function(spec([None], tf.float32))
module.typed.get_concrete_function(spec([None, 2], tf.int64))
module.composite.get_concrete_function(tf.RaggedTensorSpec([None, None], tf.float32), 3, k=tf.SparseTensorSpec([None, 5], tf.int32))
module.either.get_concrete_function(spec([2]))
module.either.get_concrete_function(spec([2]), flat=False)
module.again = module.nested
module.bare = tf.function(lambda q, r=2: q * r).get_concrete_function(spec([None], tf.int32, name="qq"))
path = fresh("tf2-functions")
tf.saved_model.save(module, path, signatures={})
keep_only_graph(path)
model = load(path)
for meta in model.meta_graphs:  # the graphs of the functions are not read: their signatures are what counts
    meta.graph_def.Clear()
    meta.meta_info_def.ClearField("stripped_op_list")
store(path, model)
fresh("tf2-functions-text")
write(out("tf2-functions-text", "saved_model.pbtxt"), text_format.MessageToString(model))


# ------------------------------------------------------------------ TensorFlow 1
def saved_v1(path, build, tags=("serve",)):
    with tf.Graph().as_default(), v1.Session() as session:
        signatures = build()
        session.run(v1.global_variables_initializer())
        builder = v1.saved_model.builder.SavedModelBuilder(path)
        builder.add_meta_graph_and_variables(session, list(tags), signature_def_map=signatures)
        builder.save()
    keep_only_graph(path)


info = v1.saved_model.build_tensor_info
define = v1.saved_model.build_signature_def


def simple():
    x = v1.placeholder(tf.float32, [None, 3], name="x")
    w = v1.get_variable("w", [3, 2], use_resource=False)
    return {"serving_default": define({"x": info(x)}, {"y": info(x @ w), "w": info(w)}, "tensorflow/serving/predict")}


# version directories: a number is compared as a number, so 10 is above 9
for version in ("9", "10"):
    saved_v1(fresh("tf1-versions", version), simple)
    model = load(out("tf1-versions", version))
    if version == "9":
        model.meta_graphs[0].signature_def["serving_default"].inputs["x"].dtype = types_pb2.DT_INT8
        store(out("tf1-versions", version), model)


def examples():
    serialized = v1.placeholder(tf.string, [None], name="records")
    parsed = v1.parse_example(serialized, {"age": v1.FixedLenFeature([2], tf.int64), "tags": v1.VarLenFeature(tf.string)})
    scores = tf.cast(parsed["age"], tf.float32)
    return {
        "classes": v1.saved_model.signature_def_utils.classification_signature_def(serialized, None, scores),
        "open": define({"raw": info(serialized)}, {"age": info(parsed["age"])}, "tensorflow/serving/predict"),
    }


saved_v1(fresh("tf1-examples"), examples)


def composites():
    sparse = v1.sparse_placeholder(tf.int64, [None, 10], name="s")
    ragged = v1.ragged.placeholder(tf.float32, 1, [], name="r")
    default = v1.placeholder(tf.float32, [], name="k")
    unknown = v1.placeholder(tf.string, None, name="u")
    signature = define(
        {"sparse": info(sparse), "ragged": info(ragged), "k": info(default), "unknown": info(unknown)},
        {"out": info(v1.sparse_tensor_to_dense(sparse)), "scalar": info(default * 2)},
        "tensorflow/serving/predict",
    )
    signature.defaults["k"].CopyFrom(tf.make_tensor_proto(1.5))
    return {"serving_default": signature}


saved_v1(fresh("tf1-composites"), composites, ("serve", "gpu"))
model = load(out("tf1-composites"))
# a second meta graph of other tags, absent instead of unknown shapes, a sparse TypeSpec, and a signature that knows less than its placeholder
training = model.meta_graphs.add()
training.CopyFrom(model.meta_graphs[0])
del training.meta_info_def.tags[:]
training.meta_info_def.tags.append("train")
training.ClearField("graph_def")
training.signature_def["train_step"].CopyFrom(training.signature_def.pop("serving_default"))
served = model.meta_graphs[0].signature_def["serving_default"]
served.inputs["unknown"].ClearField("tensor_shape")
spec = served.inputs["spec"]
spec.composite_tensor.type_spec.CopyFrom(nested_structure_coder.encode_structure(tf.SparseTensorSpec([None, 5], tf.int32)).type_spec_value)
served.inputs["k"].tensor_shape.unknown_rank = True
store(out("tf1-composites"), model)

# the same as text, and with a graph full of braces in bytes
text = saved_model_pb2.SavedModel()
text.CopyFrom(load(out("tf1-examples")))
node = text.meta_graphs[0].graph_def.node.add(name="weights", op="Const")
node.attr["value"].tensor.tensor_content = b'}}"\\\n\x00\xff{'
write(out("tf1-text", "saved_model.pbtxt"), text_format.MessageToString(text))


# ------------------------------------------------------------------ graphs
def graph_of(build):
    with tf.Graph().as_default() as graph:
        build()
        return graph.as_graph_def()


def network():
    image = v1.placeholder(tf.float32, [None, 28, 28, 1], name="image")
    rate = v1.placeholder_with_default(tf.constant(0.5), [], name="rate")
    x = tf.nn.conv2d(image, tf.ones([5, 5, 1, 4]), 2, "SAME", name="conv")
    x = tf.nn.max_pool2d(tf.nn.relu(x), 2, 2, "VALID")
    x = tf.reshape(x, [tf.shape(x)[0], 7 * 7 * 4])
    x = tf.nn.bias_add(x @ tf.ones([196, 10]), tf.zeros([10])) * rate
    tf.nn.softmax(x, name="probabilities")
    tf.argmax(x, 1, name="label", output_type=tf.int32)
    tf.split(x, [3, 7], 1, name="halves")


network_graph = graph_of(network)
network_graph.node.add(name="ignored", op="NoOp").input.append("^probabilities")
network_graph.node[-1].input[:] = []
write(out("graph", "frozen.pb"), network_graph.SerializeToString(deterministic=True))
write(out("graph-text", "graph.pbtxt"), text_format.MessageToString(network_graph))

legacy = graph_of(lambda: (v1.placeholder(tf.float32, [], name="x") + 1.0))
legacy.versions.producer = 21
write(out("graph-legacy", "graph.pb"), legacy.SerializeToString(deterministic=True))


def operations():
    x = v1.placeholder(tf.float32, [None, 6, 8, 3], name="x")
    m = v1.placeholder(tf.float64, [None, 5], name="m")
    u = v1.placeholder(tf.float32, None, name="u")
    i = v1.placeholder(tf.int32, [4, None], name="i")
    one = lambda name, value: tf.identity(value, name="end_" + name)
    one("conv_valid", tf.nn.conv2d(x, tf.ones([3, 3, 3, 7]), [1, 2], "VALID"))
    one("conv_dilated", tf.nn.conv2d(x, tf.ones([3, 3, 3, 7]), 1, "VALID", dilations=2))
    one("conv_explicit", tf.nn.conv2d(x, tf.ones([3, 3, 3, 2]), 2, [[0, 0], [1, 0], [2, 2], [0, 0]]))
    one("conv_back", tf.nn.conv2d_transpose(x, tf.ones([3, 3, 5, 3]), [2, 12, 16, 5], 2))
    one("depthwise", tf.nn.depthwise_conv2d(x, tf.ones([2, 2, 3, 4]), [1, 1, 1, 1], "SAME"))
    one("separable", tf.nn.separable_conv2d(x, tf.ones([2, 2, 3, 4]), tf.ones([1, 1, 12, 9]), [1, 1, 1, 1], "VALID"))
    one("max_pool", tf.nn.max_pool2d(x, 3, 2, "SAME"))
    one("avg_pool", tf.nn.avg_pool2d(x, 3, 2, "VALID"))
    one("conv3d", tf.nn.conv3d(tf.expand_dims(x, 1), tf.ones([1, 2, 2, 3, 6]), [1, 1, 2, 2, 1], "SAME"))
    one("batch_norm", v1.nn.fused_batch_norm(x, tf.ones([3]), tf.ones([3]), tf.ones([3]), tf.ones([3]), is_training=False)[0])
    one("resize", tf.image.resize(x, [5, 9]))
    one("resize_nearest", v1.image.resize_nearest_neighbor(x, [5, 9]))
    one("space_depth", tf.nn.space_to_depth(x, 2))
    one("depth_space", tf.nn.depth_to_space(tf.nn.space_to_depth(x, 2), 2))
    one("space_batch", tf.space_to_batch(tf.ones([1, 6, 8, 3]), [2, 2], [[0, 0], [2, 2]]))
    one("batch_space", tf.batch_to_space(tf.ones([8, 6, 8, 3]), [2, 2], [[0, 1], [2, 0]]))
    one("matmul", tf.matmul(m, tf.ones([7, 5], tf.float64), transpose_b=True))
    one("matmul_a", tf.matmul(m, tf.ones([3, 7], tf.float64), transpose_a=True))
    one("batch_matmul", tf.matmul(x, tf.ones([3, 2])[None, None]))
    one("batch_matmul_adjoint", tf.matmul(x, tf.ones([6, 2, 3]), adjoint_b=True))
    one("einsum", tf.einsum("nhwc,cd->nhwd", x, tf.ones([3, 11])))
    one("add_broadcast", x + tf.ones([8, 1]))
    one("add_unknown", u + x)
    one("compare", x > 0.5)
    one("logical", tf.logical_and(x > 0.5, x < 0.9))
    one("cast", tf.cast(m, tf.bfloat16))
    one("select", tf.where(x > 0, x, tf.zeros_like(x)))
    one("mean", tf.reduce_mean(x, [1, 2]))
    one("mean_keep", tf.reduce_mean(x, -1, keepdims=True))
    one("sum_all", tf.reduce_sum(x))
    one("all", tf.reduce_all(x > 0, 3))
    one("argmin", tf.argmin(m, 0))
    one("top_values", tf.math.top_k(m, 2).values)
    one("top_indices", tf.math.top_k(m, 2).indices)
    one("reshape_batch", tf.reshape(x, [tf.shape(x)[0], -1]))
    one("reshape_fixed", tf.reshape(x, [-1, 48, 3]))
    one("reshape_unknown", tf.reshape(u, [-1, 4]))
    one("expand", tf.expand_dims(m, -1))
    one("squeeze", tf.squeeze(x[:, :1], axis=[1]))
    one("squeeze_all", tf.squeeze(tf.ones([1, 3, 1])))
    one("transpose", tf.transpose(x, [0, 3, 1, 2]))
    one("stack", tf.stack([m, m, m], axis=1))
    one("unstack", tf.unstack(x, axis=3)[1])
    one("concat", tf.concat([x, x, tf.ones([1, 6, 8, 2])], 3))
    one("split", tf.split(x, 2, axis=2)[1])
    one("split_sizes", tf.split(x, [1, 5], axis=1)[1])
    one("slice", tf.slice(x, [0, 1, 0, 0], [-1, 2, -1, 1]))
    one("strided", x[:, 1:-1:2, ..., 0])
    one("strided_new", x[:, tf.newaxis, ..., ::-1])
    one("strided_index", x[0, 2])
    one("gather", tf.gather(tf.ones([100, 16]), i))
    one("gather_axis", tf.gather(x, [0, 2], axis=3))
    one("gather_nd", tf.gather_nd(tf.ones([5, 6, 7]), tf.zeros([3, 2], tf.int32)))
    one("tile", tf.tile(m, [1, 3]))
    one("pad", tf.pad(x, [[0, 0], [1, 1], [2, 0], [0, 0]]))
    one("fill", tf.fill([2, 3], 1.0))
    one("fill_batch", tf.fill([tf.shape(m)[0], 3], 1.0))
    one("fill_table", tf.fill(tf.reshape(tf.constant([[1], [2]]) + tf.constant([3, 4]), [-1]), 1.0))
    one("range", tf.range(2, 20, 3))
    one("one_hot", tf.one_hot(i, 9))
    one("one_hot_first", tf.one_hot(i, 9, axis=0, dtype=tf.int8))
    one("where", tf.where(x > 0))
    one("shape", tf.shape(x))
    one("size", tf.size(m))
    one("rank", tf.raw_ops.Rank(input=x))
    one("broadcast_to", tf.broadcast_to(m[:1], [4, 5]))
    one("softmax", tf.nn.softmax(m))
    one("cumsum", tf.cumsum(m, 1))
    one("reverse", tf.reverse(m, [1]))
    one("random", v1.random_uniform([2, 2], dtype=tf.float64))
    one("bincount", v1.bincount([1, 2, 2, 5]))
    one("cond", v1.cond(tf.constant(True), lambda: m[:1] + 1.0, lambda: m[:1] - 1.0))
    v1.disable_control_flow_v2()
    one("while", v1.while_loop(lambda k, s: k < 3, lambda k, s: (k + 1, tf.concat([s, s], 0)), [0, tf.ones([1, 4])], shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 4])])[1])


def shape_of(tensor):
    return None if tensor.shape.rank is None else [-1 if d is None else d for d in tensor.shape.as_list()]


v1.disable_control_flow_v2()
with tf.Graph().as_default() as graph:
    operations()
    used = {i.split(":")[0].lstrip("^") for n in graph.as_graph_def().node for i in n.input}
    ends = {n.name: {"type": n.outputs[0].dtype.name, "shape": shape_of(n.outputs[0])} for n in graph.get_operations() if n.name.startswith("end_")}
    definition = graph.as_graph_def()
    for n in definition.node:  # weights are of no interest: only their shape is read
        t = n.attr["value"].tensor if n.op == "Const" else None
        if t is not None and len(t.tensor_content) > 200:
            t.tensor_content = b""
    names = list(ends)
    for half, part in (("arranging", names[len(names) // 2 :]), ("windows", names[: len(names) // 2])):
        sub = v1.graph_util.extract_sub_graph(definition, part)
        write(out("ops", half, "ops.pb"), sub.SerializeToString(deterministic=True))
        write(out("ops", half, "expected.json"), json.dumps({name: ends[name] for name in part}, indent=1) + "\n")

# losses, spectra, texts, segments, cut-outs
with tf.Graph().as_default() as graph:
    rows = v1.placeholder(tf.float32, [None, 8], name="rows")
    labels = v1.placeholder(tf.int32, [None], name="labels")
    pictures = v1.placeholder(tf.float32, [None, 9, 8, 3], name="pictures")
    made = {
        "loss": tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=rows),
        "rfft": tf.signal.rfft(rows, [10]),
        "irfft": tf.signal.irfft(tf.cast(rows, tf.complex64), [6]),
        "fft": tf.signal.fft(tf.cast(rows, tf.complex64)),
        "text": tf.strings.join([tf.strings.as_string(rows), "!"]),
        "segments": tf.math.unsorted_segment_sum(rows, labels, 5),
        "patches": tf.image.extract_patches(pictures, [1, 3, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID"),
        "patches_same": tf.image.extract_patches(pictures, [1, 3, 2, 1], [1, 2, 3, 1], [1, 2, 1, 1], "SAME"),
        "cuts": tf.image.crop_and_resize(pictures, v1.placeholder(tf.float32, [7, 4], name="boxes"), labels, [4, 5]),
        "scatter": tf.scatter_nd(tf.zeros([2, 1], tf.int32), tf.ones([2, 3]), [4, 3]),
        "rest": tf.slice(rows, [0, 3], [-1, -1]),
    }
    for key, value in made.items():
        tf.identity(value, name=f"end_{key}")
    ends = {n.name: {"type": n.outputs[0].dtype.name, "shape": shape_of(n.outputs[0])} for n in graph.get_operations() if n.name.startswith("end_")}
    write(out("ops", "signals", "ops.pb"), v1.graph_util.extract_sub_graph(graph.as_graph_def(), list(ends)).SerializeToString(deterministic=True))
    write(out("ops", "signals", "expected.json"), json.dumps(ends, indent=1) + "\n")

# ------------------------------------------------------------------ training graphs and checkpoints
path = fresh("training")
with tf.Graph().as_default(), v1.Session() as session:
    x = v1.placeholder(tf.int32, [2, 3], name="x")
    w = v1.get_variable("w", [3], tf.int32, initializer=v1.zeros_initializer(), use_resource=False)
    tf.multiply(x, w, name="product")
    saver = v1.train.Saver()
    session.run(v1.global_variables_initializer())
    for step in (5, 30):
        saver.save(session, os.path.join(path, "model.ckpt"), global_step=step)
    state = 'model_checkpoint_path: "model.ckpt-30"\nall_model_checkpoint_paths: "model.ckpt-5"\nall_model_checkpoint_paths: "model.ckpt-30"\n'
    write(os.path.join(path, "checkpoint"), state)

path = fresh("checkpoint-only")
os.makedirs(path)
for name in os.listdir(out("training")):
    if "ckpt-30" in name and not name.endswith(".meta") or name == "checkpoint":
        shutil.copy(out("training", name), path)

path = fresh("training-signature")
meta = meta_graph_pb2.MetaGraphDef()
meta.CopyFrom(load(out("tf1-examples")).meta_graphs[0])
write(os.path.join(path, "export.meta"), meta.SerializeToString(deterministic=True))

# a Riegeli file has this magic; no reader goes further
write(out("chunked", "saved_model.cpb"), bytes.fromhex("83af70d10d884a3f") + bytes(56))
