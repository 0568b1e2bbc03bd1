"""Writes the models beside this file with TensorFlow 2.22 (pip install tensorflow-cpu). Never run by the tests.

The metadata comes from tflite-support 0.4.4 (pip install --no-deps tflite-support, PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION=python).
"""
import pathlib
import numpy as np
import tensorflow as tf

HERE = pathlib.Path(__file__).parent


def write(name, converter):
    (HERE / name).write_bytes(converter.convert())


class Two(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable(tf.ones([3, 2]))

    @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32, name='x')])
    def score(self, x):
        return {'y': tf.matmul(x, self.w), 'best': tf.argmax(tf.matmul(x, self.w), 1)}

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32, name='a'), tf.TensorSpec([], tf.int32, name='b')])
    def mix(self, a, b):
        return {'sum': a + tf.cast(b, tf.float32)}


two = Two()
path = '/tmp/lite-two'
tf.saved_model.save(two, path, signatures={'score': two.score, 'mix': two.mix})
write('two-signatures.tflite', tf.lite.TFLiteConverter.from_saved_model(path, signature_keys=['score', 'mix']))


@tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32, name='x'), tf.TensorSpec([1, 4], tf.float32, name='y')])
def plain(x, y):
    return x + y, tf.cast(x * y, tf.int32)


write('no-signature.tflite', tf.lite.TFLiteConverter.from_concrete_functions([plain.get_concrete_function()]))

keras = tf.keras.Sequential([tf.keras.Input([4], name='row'), tf.keras.layers.Dense(3, name='score')])
quantized = tf.lite.TFLiteConverter.from_keras_model(keras)
quantized.optimizations = [tf.lite.Optimize.DEFAULT]
quantized.representative_dataset = lambda: ([np.random.default_rng(i).random((1, 4)).astype(np.float32)] for i in range(8))
quantized.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
quantized.inference_input_type = tf.uint8
quantized.inference_output_type = tf.uint8
write('quantized.tflite', quantized)


class AnyRank(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec(None, tf.float32, name='any')])
    def twice(self, any):
        return {'double': any * 2.0}


anything = AnyRank()
tf.saved_model.save(anything, '/tmp/lite-any', signatures={'serving_default': anything.twice})
write('any-rank.tflite', tf.lite.TFLiteConverter.from_saved_model('/tmp/lite-any'))


# ------------------------------------------------------------------ metadata and labels of authors
from tensorflow_lite_support.metadata import metadata_schema_py_generated as schema
from tensorflow_lite_support.metadata.python import metadata


@tf.function(input_signature=[tf.TensorSpec([1, 4, 4, 3], tf.float32, name='photo'), tf.TensorSpec([1, 16], tf.float32, name='sound')])
def look(photo, sound):
    return {'class': tf.reduce_sum(photo, [1, 2]) + tf.reduce_sum(sound), 'level': tf.reduce_sum(sound, 1)}


def tensor(name, content=None, **more):
    t = schema.TensorMetadataT()
    t.name = name
    t.dimensionNames = ['batch']
    if content is not None:
        t.content = schema.ContentT()
        t.content.contentPropertiesType, t.content.contentProperties = content
    for key, value in more.items():
        setattr(t, key, value)
    return t


def normalized(mean, std):
    unit = schema.ProcessUnitT()
    unit.optionsType = schema.ProcessUnitOptions.NormalizationOptions
    unit.options = schema.NormalizationOptionsT()
    unit.options.mean, unit.options.std = mean, std
    return unit


def labels(name, locale=None):
    file = schema.AssociatedFileT()
    file.name, file.locale, file.type = name, locale, schema.AssociatedFileType.TENSOR_AXIS_LABELS
    return file


tf.saved_model.save(tf.Module(), '/tmp/lite-look', signatures={'serving_default': look})
raw = tf.lite.TFLiteConverter.from_saved_model('/tmp/lite-look').convert()
interpreter = tf.lite.Interpreter(model_content=raw)
notes = {
    'photo': tensor('picture', (schema.ContentProperties.ImageProperties, schema.ImagePropertiesT()), processUnits=[normalized([127.5, 127.5, 127.5], [64.0, 32.0, 16.0])]),
    'sound': tensor('clip', (schema.ContentProperties.AudioProperties, schema.AudioPropertiesT()), processUnits=[normalized([0.0], [1.0])]),
    'class': tensor('probability', (schema.ContentProperties.FeatureProperties, schema.FeaturePropertiesT()), associatedFiles=[labels('de.txt', 'de'), labels('en.txt')]),
    'level': tensor('loudness', associatedFiles=[labels('two.txt')]),
}
runner = interpreter.get_signature_runner()
names = {d['index']: k for part in (runner.get_input_details(), runner.get_output_details()) for k, d in part.items()}
sub = schema.SubGraphMetadataT()
sub.inputTensorMetadata = [notes[names[d['index']]] for d in interpreter.get_input_details()]
sub.outputTensorMetadata = [notes[names[d['index']]] for d in interpreter.get_output_details()]
model = schema.ModelMetadataT()
model.name = 'look'
model.subgraphMetadata = [sub]
import flatbuffers

builder = flatbuffers.Builder(0)
builder.Finish(model.Pack(builder), metadata.MetadataPopulator.METADATA_FILE_IDENTIFIER)
populator = metadata.MetadataPopulator.with_model_buffer(raw)
populator.load_metadata_buffer(builder.Output())
populator.load_associated_file_buffers({'de.txt': b'Katze\nHund\nMaus\n', 'en.txt': b'cat\r\ndog\r\nmouse', 'two.txt': b'low\nhigh\n'})
populator.populate()
(HERE / 'metadata.tflite').write_bytes(populator.get_model_buffer())
