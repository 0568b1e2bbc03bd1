"""Makes the Keras models of this folder. Run by hand, never in tests:

    python -m venv v && v/bin/pip install tensorflow-cpu keras tf_keras scipy
    KERAS_BACKEND=tensorflow v/bin/python generate.py

Written with Keras 3.15.1 and tf_keras 2.21.0 (TensorFlow 2.21.0). What a model is expected to give stands in expected.json:
every shape and type comes from running the model, not from this project.
"""

import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def text(shape, batch):
    return [-1 if batch and i == 0 else d for i, d in enumerate(shape)]


def run(model, inputs, np):
    """Shapes of two runs with different rows: what differs between them is open."""
    flat = lambda out: [t for part in (out.values() if isinstance(out, dict) else out) for t in flat(part)] if isinstance(out, (list, tuple, dict)) else [out]
    one = flat(model(feed(inputs, 2, np), training=False))
    two = flat(model(feed(inputs, 3, np), training=False))
    shapes = [[a if a == b else -1 for a, b in zip(x.shape, y.shape)] for x, y in zip(one, two)]
    return [{"type": x.dtype.name, "shape": s} for x, s in zip(one, shapes)]


def feed(inputs, rows, np):
    make = lambda t, s: np.full([rows if d is None and i == 0 else 7 + rows if d is None else d for i, d in enumerate(s)], "a b") if t == "string" else np.zeros([rows if d is None and i == 0 else 7 + rows if d is None else d for i, d in enumerate(s)], t)
    if isinstance(inputs, dict):
        return {k: make(t, s) for k, (t, s) in inputs.items()}
    made = [make(t, s) for t, s in inputs]
    return made[0] if len(made) == 1 else made


def models(keras, np, tag):
    L, I = keras.layers, keras.Input
    d = lambda units, name: L.Dense(units, name=name)

    def stack():
        return keras.Sequential([I((6,), name="x"), d(4, "hidden"), d(2, "answer")]), [("float32", [None, 6])]

    def picture():
        x = I((9, 8, 3), name="picture")
        h = L.Conv2D(4, 3, strides=2, padding="same", name="c1")(x)
        h = L.SeparableConv2D(5, 2, name="c2")(h)
        h = L.MaxPooling2D(2, name="pool")(h)
        h = L.Conv2DTranspose(2, 3, strides=2, name="up")(h)
        return keras.Model(x, [L.GlobalAveragePooling2D(name="mean")(h), h]), [("float32", [None, 9, 8, 3])]

    def sequence():
        x = I((None, 5), name="steps")
        out, h, c = L.LSTM(4, return_sequences=True, return_state=True, name="lstm")(x)
        both = L.Bidirectional(L.GRU(3), name="both")(out)
        each = L.TimeDistributed(L.Dense(2), name="each")(out)
        return keras.Model(x, [out, h, c, both, each]), [("float32", [None, None, 5])]

    def nested():
        i = I((5,), name="i")
        duo = keras.Model(i, [d(2, "a")(i), d(3, "b")(i)], name="duo")
        j, k = I((5,), name="j"), I((5,), name="k")
        (a1, b1), (a2, b2) = duo(j), duo(k)
        return keras.Model([j, k], [L.Concatenate(name="join")([a1, b2]), b1, a2]), [("float32", [None, 5]), ("float32", [None, 5])]

    def keyed():
        inputs = {"left": I((3,), name="l"), "right": I((2,), name="r")}
        h = L.Concatenate(name="all")([inputs["left"], inputs["right"]])
        return keras.Model(inputs, {"score": d(1, "s")(h)}), {"left": ("float32", [None, 3]), "right": ("float32", [None, 2])}

    def mixed():
        x = I((4,), name="ids", dtype="int32")
        h = L.Embedding(9, 3, name="embed", dtype="mixed_float16" if tag == "k3" else keras.mixed_precision.Policy("mixed_float16"))(x)
        return keras.Model(x, [h, L.Flatten(name="flat")(x)]), [("int32", [None, 4])]

    return [("stack", stack), ("picture", picture), ("sequence", sequence), ("nested", nested), ("keyed", keyed), ("mixed", mixed)]


def names_of(model, outputs):
    names = model.output_names
    return dict(zip(names, outputs))


def save(keras, np, tag):
    expected = {}
    for name, make in models(keras, np, tag):
        keras.backend.clear_session()
        model, inputs = make()
        for suffix in ("keras", "h5"):
            file = f"{tag}-{name}.{suffix}"
            model.save(os.path.join(HERE, file))
            spec = inputs.items() if isinstance(inputs, dict) else zip([t._keras_history[0].name if tag == "k3" else t.node.layer.name for t in model.inputs], inputs)
            outputs = run(model, inputs, np)
            outs = model(feed(inputs, 2, np))
            given = list(outs) if isinstance(outs, dict) else output_names(model, tag)
            expected[file] = {
                "inputs": {k: {"type": t, "shape": [-1 if s is None else s for s in shape]} for k, (t, shape) in spec},
                "outputs": dict(zip(given, outputs)),
            }
    if tag == "k3":
        model, _ = models(keras, np, tag)[0][1]()
        model.save_weights(os.path.join(HERE, "k3-only.weights.h5"))
        keras.Sequential([keras.layers.Dense(2)]).save(os.path.join(HERE, "k3-unbuilt.keras"))
        target = os.path.join(HERE, "k3-directory")
        shutil.rmtree(target, ignore_errors=True)
        shutil.unpack_archive(os.path.join(HERE, "k3-stack.keras"), target, "zip")
    else:
        model, _ = models(keras, np, tag)[0][1]()
        model.save_weights(os.path.join(HERE, "k2-weights.h5"))
        with open(os.path.join(HERE, "k2-architecture.json"), "w") as out:
            out.write(model.to_json())
    return expected


def output_names(model, tag):
    """Names of outputs; several of one layer get suffixes."""
    seen, out = {}, []
    for t in model.outputs:
        layer = t._keras_history[0] if tag == "k3" else t.node.layer
        n = seen.get(layer.name, 0)
        seen[layer.name] = n + 1
        out.append(layer.name if n == 0 else f"{layer.name}_{n}")
    return out


def layer_cases(keras, np, tag):
    """One layer each, built symbolically and run: (make, shapes with None, types, call keywords)."""
    L = keras.layers
    f, img, seq = "float32", [None, 9, 8, 3], [None, 7, 5]
    cases = []
    add = lambda make, shapes, types=None, **kw: cases.append((make, shapes, types or [f] * len(shapes), kw))
    for padding in ("valid", "same"):
        for stride, dilation in ((1, 1), (2, 1), (1, 2)):
            add(lambda p=padding, s=stride, r=dilation: L.Conv2D(4, (3, 2), strides=s, padding=p, dilation_rate=r), [img])
            add(lambda p=padding, s=stride, r=dilation: L.Conv1D(4, 3, strides=s, padding=p, dilation_rate=r), [seq])
        add(lambda p=padding: L.Conv2DTranspose(4, 3, strides=2, padding=p), [img])
        add(lambda p=padding: L.Conv2DTranspose(4, 2, strides=3, padding=p), [img])
        add(lambda p=padding: L.Conv2DTranspose(4, 3, strides=2, padding=p, output_padding=1), [img])
        add(lambda p=padding: L.Conv3D(2, 2, padding=p), [[None, 4, 5, 6, 3]])
        add(lambda p=padding: L.DepthwiseConv2D(2, depth_multiplier=2, padding=p), [img])
        add(lambda p=padding: L.SeparableConv1D(4, 2, padding=p), [seq])
        add(lambda p=padding: L.MaxPooling2D(2, padding=p), [img])
        add(lambda p=padding: L.AveragePooling1D(3, strides=2, padding=p), [seq])
        add(lambda p=padding: L.ConvLSTM2D(2, 3, padding=p, return_sequences=True, return_state=True), [[None, 3, 6, 5, 2]])
    add(lambda: L.Conv1D(4, 3, padding="causal", dilation_rate=2), [seq])
    add(lambda: L.Conv2D(4, 3), [[None, None, None, 3]])
    add(lambda: L.GlobalMaxPooling2D(keepdims=True), [img])
    add(lambda: L.GlobalAveragePooling1D(), [seq])
    add(lambda: L.ZeroPadding2D(((1, 2), (0, 3))), [img])
    add(lambda: L.Cropping2D(((1, 2), (0, 3))), [img])
    add(lambda: L.UpSampling2D((2, 3)), [img])
    add(lambda: L.UpSampling1D(2), [seq])
    for cell in (L.LSTM, L.GRU, L.SimpleRNN):
        add(lambda c=cell: c(4), [seq])
        add(lambda c=cell: c(4, return_sequences=True, return_state=True), [seq])
    for mode in ("concat", "sum", None):
        add(lambda m=mode: L.Bidirectional(L.LSTM(4, return_sequences=True), merge_mode=m), [seq])
    add(lambda: L.Bidirectional(L.GRU(4, return_state=True)), [seq])
    add(lambda: L.RNN([L.LSTMCell(3), L.GRUCell(4)], return_state=True), [seq])
    add(lambda: L.TimeDistributed(L.Conv2D(2, 3)), [[None, 4, 9, 8, 3]])
    add(lambda: L.Dense(3), [seq])
    add(lambda: L.EinsumDense("abc,cd->abd", output_shape=(None, 6)), [seq])
    add(lambda: L.EinsumDense("...x,xy->...y", output_shape=4), [seq])
    add(lambda: L.Embedding(9, 3), [[None, 4]], ["int32"])
    add(lambda: L.Flatten(), [img])
    add(lambda: L.Flatten(), [[None, 4]], ["int32"])
    add(lambda: L.Reshape((-1, 6)), [img])
    add(lambda: L.Permute((2, 1)), [seq])
    add(lambda: L.RepeatVector(3), [[None, 5]])
    for merge in (L.Add, L.Multiply, L.Average, L.Maximum):
        add(lambda m=merge: m(), [[None, 4, 3], [None, 1, 3]])
    add(lambda: L.Add(), [[None, 4], [None, 4]], ["int32", "int32"])
    add(lambda: L.Concatenate(axis=1), [[None, 2, 3], [None, 4, 3]])
    add(lambda: L.Dot(axes=(2, 1)), [[None, 2, 3], [None, 3, 5]])
    add(lambda: L.Dot(axes=1), [[None, 3], [None, 3]])
    add(lambda: L.Attention(), [[None, 5, 8], [None, 7, 8]])
    add(lambda: L.MultiHeadAttention(2, 3), [[None, 5, 8], [None, 7, 6]], return_attention_scores=True)
    add(lambda: L.MultiHeadAttention(2, 3, output_shape=9), [[None, 5, 8], [None, 5, 8]])
    add(lambda: L.LayerNormalization(), [seq])
    add(lambda: L.BatchNormalization(), [img])
    add(lambda: L.Softmax(), [[None, 4]])
    add(lambda: L.Dropout(0.5), [[None, 4]], ["int32"])
    add(lambda: L.Rescaling(2.0), [[None, 4]], ["uint8"])
    add(lambda: L.Resizing(4, 5), [img])
    add(lambda: L.CenterCrop(4, 5), [img])
    for mode in ("one_hot", "multi_hot", "count"):
        rows = [None, 1] if mode == "one_hot" and tag == "k2" else [None, 4]
        add(lambda m=mode: L.CategoryEncoding(6, output_mode=m), [rows], ["int64"])
        add(lambda m=mode: L.IntegerLookup(vocabulary=[3, 4, 5], output_mode=m), [rows], ["int64"])
        add(lambda m=mode: L.Discretization([0.0, 1.0], output_mode=m), [rows])
    add(lambda: L.IntegerLookup(vocabulary=[3, 4, 5]), [[None, 4]], ["int64"])
    add(lambda: L.Discretization([0.0, 1.0]), [[None, 4]])
    if tag == "k3":
        ops = keras.ops
        add(lambda: L.GroupQueryAttention(3, 4, 2), [[None, 5, 8], [None, 7, 8]])
        add(lambda: L.AdaptiveAveragePooling2D((2, 3)), [img])
        add(lambda: L.STFTSpectrogram(frame_length=32), [[None, 100, 1]])
        add(lambda: L.MelSpectrogram(fft_length=64, sequence_stride=32, sequence_length=64, num_mel_bins=5, sampling_rate=1000, max_freq=500), [[None, 100]])
        # what Keras 3 declares is not what it gives
        add(lambda: L.MelSpectrogram(fft_length=64, sequence_stride=32, sequence_length=64, num_mel_bins=5, sampling_rate=1000, max_freq=500), [[None, 543]])
        add(lambda: L.MelSpectrogram(fft_length=65, sequence_stride=32, sequence_length=64, num_mel_bins=5, sampling_rate=1000, max_freq=500), [[None, 512]])
        add(lambda: L.CategoryEncoding(6, output_mode="count", dtype="mixed_bfloat16"), [[None, 4]], ["int64"])
        add(lambda: L.TextVectorization(output_mode="tf_idf", vocabulary=["a"], idf_weights=[1.0], max_tokens=5, pad_to_max_tokens=True, dtype="mixed_float16"), [[None, 1]], ["string"])
        add(lambda: L.HashedCrossing(4, dtype="float64"), [[None, 1], [None, 1]], ["int64", "int64"])
        add(lambda: L.RandomCrop(4, 5, dtype="mixed_bfloat16"), [img])
        add(lambda: L.Hashing(4, output_mode="one_hot", dtype="mixed_float16"), [[None, 1]], ["int64"])
        add(lambda: L.RMSNormalization(axis=[1]), [[None, 3, 6, 1]])
        add(lambda: L.TextVectorization(vocabulary=["a"], split=None, output_sequence_length=5), [[None, 1]], ["string"])
        for op in (
            lambda x: ops.expand_dims(x, 1), lambda x: ops.mean(x, axis=1), lambda x: ops.argmax(x, axis=-1), lambda x: x[:, 1:4, ::2], lambda x: x[..., None, 0],
            lambda x: ops.reshape(x, (-1, 35)), lambda x: ops.transpose(x, (0, 2, 1)), lambda x: ops.cast(x, "int32"), lambda x: ops.matmul(x, ops.transpose(x, (0, 2, 1))),
            lambda x: ops.split(x, 5, axis=2), lambda x: ops.stack([x, x], axis=1), lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 0))), lambda x: x > 0, lambda x: x / 2,
            lambda x: ops.top_k(x, 2), lambda x: ops.repeat(x, 2, axis=1), lambda x: ops.squeeze(ops.mean(x, axis=1, keepdims=True), 1), lambda x: ops.take(x, [0, 2], axis=2),
            lambda x: ops.tril(x), lambda x: ops.diagonal(x, axis1=1, axis2=2), lambda x: ops.trace(x, axis1=1, axis2=2), lambda x: ops.dot(x, ops.ones((5, 2))), lambda x: ops.hstack([x, x]),
            lambda x: ops.rfft(x, fft_length=6), lambda x: ops.digitize(x, np.array([0.0, 1.0])), lambda x: ops.categorical_crossentropy(x, x),
        ):
            add(op, [seq])
        for op in (
            lambda x: ops.image.rgb_to_grayscale(x), lambda x: ops.image.pad_images(x, 1, 2, 3, 4), lambda x: ops.image.crop_images(x, target_height=4, target_width=5, top_cropping=0, left_cropping=0),
        ):
            add(op, [img])
    else:
        tf = sys.modules["tensorflow"]
        add(lambda: L.LocallyConnected1D(4, 3), [seq])
        add(lambda: L.ThresholdedReLU(), [seq])
        add(lambda: L.UpSampling2D(2, interpolation="bilinear", dtype="mixed_float16"), [img])
        add(lambda: L.TextVectorization(vocabulary=["a"], split=None, output_sequence_length=5), [[None, 1]], ["string"])
        for op in (
            lambda x: tf.expand_dims(x, 1), lambda x: tf.reduce_mean(x, axis=1), lambda x: tf.argmax(x, axis=-1), lambda x: x[:, 1:4, ::2], lambda x: x[..., tf.newaxis, 0],
            lambda x: tf.reshape(x, (-1, 35)), lambda x: tf.transpose(x, (0, 2, 1)), lambda x: tf.cast(x, "int32"), lambda x: tf.matmul(x, x, transpose_b=True),
            lambda x: tf.split(x, 5, axis=2), lambda x: tf.stack([x, x], axis=1), lambda x: x > 0, lambda x: x / 2, lambda x: 2 - x,
            lambda x: tf.math.top_k(x, 2), lambda x: tf.repeat(x, 2, axis=1), lambda x: tf.concat([x, x], 2), lambda x: tf.gather(x, [0, 2], axis=2),
            lambda x: tf.linalg.trace(tf.matmul(x, x, transpose_b=True)),
        ):
            add(op, [seq])
    return cases


def layers(keras, np, tag):
    rows = []
    for make, shapes, types, kw in layer_cases(keras, np, tag):
        keras.backend.clear_session()
        inputs = [keras.Input(s[1:], name=f"in{i}", dtype=t) for i, (s, t) in enumerate(zip(shapes, types))]
        many = len(inputs) > 1
        layer = make if make.__code__.co_varnames[:1] == ("x",) else make()
        attends = "Attention" in type(layer).__name__ and type(layer).__name__ != "Attention"
        out = layer(*inputs, **kw) if attends or not many else layer(inputs, **kw)
        model = keras.Model(inputs, out)
        config = json.loads(model.to_json())["config"]
        outputs = run(model, list(zip(types, shapes)), np)
        rows.append({"config": config, "outputs": outputs})
    with open(os.path.join(HERE, f"layers-{tag}.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if __name__ == "__main__":
    import numpy as np

    if len(sys.argv) == 1:
        for tag in ("k3", "k2"):
            assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, tag]) == 0
        merged = {}
        for tag in ("k3", "k2"):
            with open(os.path.join(HERE, f"{tag}.tmp")) as part:
                merged.update(json.load(part))
            os.remove(os.path.join(HERE, f"{tag}.tmp"))
        with open(os.path.join(HERE, "expected.json"), "w") as out:
            json.dump(merged, out, indent=1)
            out.write("\n")
    else:
        tag = sys.argv[1]
        if tag == "k3":
            import keras
        else:
            import tensorflow  # noqa: F401
            import tf_keras as keras
        layers(keras, np, tag)
        with open(os.path.join(HERE, f"{tag}.tmp"), "w") as out:
            json.dump(save(keras, np, tag), out)
