"""Writes the models beside this file (pip install coremltools==9.0). Never run by the tests."""
import pathlib
import shutil
import numpy as np
import coremltools as ct
from coremltools.converters.mil import Builder as mb
from coremltools.models import MLModel, datatypes
from coremltools.models.neural_network import NeuralNetworkBuilder, flexible_shape_utils
from coremltools.proto import Model_pb2, FeatureTypes_pb2

HERE = pathlib.Path(__file__).parent

builder = NeuralNetworkBuilder([('image', datatypes.Array(3, 8, 8))], [('scores', None)], mode='classifier')
builder.add_flatten('flat', 0, 'image', 'flatted')
builder.add_inner_product('fc', np.ones((2, 192), np.float32), np.zeros(2, np.float32), 192, 2, True, 'flatted', 'scores')
builder.set_class_labels(['cat', 'dog'], predicted_feature_name='label', prediction_blob='scores')
builder.set_pre_processing_parameters(image_input_names=['image'])
ct.models.utils.save_spec(builder.spec, str(HERE / 'image-classifier.mlmodel'))

builder = NeuralNetworkBuilder([('x', datatypes.Array(1, 3, 4, 4))], [('y', None)])
builder.add_activation('relu', 'RELU', 'x', 'y')
flexible_shape_utils.set_multiarray_ndshape_range(builder.spec, 'x', [1, 3, 4, 4], [1, 3, 64, -1])
builder.spec.description.input[0].type.isOptional = True
ct.models.utils.save_spec(builder.spec, str(HERE / 'flexible.mlmodel'))

# every kind of feature a description can hold; the model itself is a stub of the identity
spec = Model_pb2.Model(specificationVersion=4)
spec.identity.SetInParent()


def feature(target, name):
    one = target.add()
    one.name = name
    return one.type


kinds = spec.description.input
feature(kinds, 'count').int64Type.SetInParent()
feature(kinds, 'ratio').doubleType.SetInParent()
feature(kinds, 'word').stringType.SetInParent()
feature(kinds, 'grey').imageType.MergeFrom(FeatureTypes_pb2.ImageFeatureType(width=32, height=16, colorSpace=10))
sized = feature(kinds, 'sized').imageType
sized.width, sized.height, sized.colorSpace = 8, 8, 20
for width in (8, 16):
    sized.enumeratedSizes.sizes.add(width=width, height=8)
many = feature(kinds, 'many').multiArrayType
many.shape.extend([1, 8])
many.dataType = 131104
for width in (8, 16):
    many.enumeratedShapes.shapes.add(shape=[1, width])
feature(kinds, 'series').sequenceType.int64Type.SetInParent()
feature(kinds, 'words').dictionaryType.stringKeyType.SetInParent()
out = feature(spec.description.output, 'out').multiArrayType
out.shape.append(3)
out.dataType = 65552
ct.models.utils.save_spec(spec, str(HERE / 'kinds.mlmodel'))


@mb.program(input_specs=[mb.TensorSpec(shape=(2, 3), dtype=ct.converters.mil.mil.types.fp32)], opset_version=ct.target.iOS16)
def program(x):
    return mb.relu(x=x, name='y')


folder = HERE / 'program.mlpackage'
shutil.rmtree(folder, ignore_errors=True)
ct.convert(program, convert_to='mlprogram', minimum_deployment_target=ct.target.iOS16).save(str(folder))
