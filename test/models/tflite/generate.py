"""Writes the models beside this file with TensorFlow 2.22 (pip install tensorflow-cpu). Never run by the tests."""
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
