"""Writes the models beside this file (pip install onnx==1.23.2 onnxruntime==1.32.0). Never run by the tests."""
import pathlib
import subprocess
import sys
import tempfile
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent


def save(name, nodes, inputs, outputs, initializers=(), opsets=(('', 17),), ir=8):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(a, n) for n, a in initializers])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(d, v) for d, v in opsets], ir_version=ir)
    with tempfile.TemporaryDirectory() as folder:
        onnx.save(model, f'{folder}/{name}.onnx')
        subprocess.run([sys.executable, '-m', 'onnxruntime.tools.convert_onnx_models_to_ort', folder, '--optimization_style', 'Fixed'], check=True)
        (HERE / f'{name}.ort').write_bytes(pathlib.Path(f'{folder}/{name}.ort').read_bytes())


value = helper.make_tensor_value_info
w = np.ones((4, 3), np.float32)
save('linear', [helper.make_node('MatMul', ['x', 'w'], ['y'])], [value('x', 1, ['batch', 4])], [value('y', 1, ['batch', 3])], [('w', w)])
save('overridable', [helper.make_node('MatMul', ['x', 'w'], ['y'])], [value('x', 1, [2, 4]), value('w', 1, [4, 3])], [value('y', 1, [2, 3])], [('w', w)])
save('weights-as-inputs-ir3', [helper.make_node('MatMul', ['x', 'w'], ['y'])], [value('x', 1, [2, 4]), value('w', 1, [4, 3])],
     [value('y', 1, [2, 3])], [('w', w)], ir=3, opsets=(('', 8),))
save('sequence-and-map',
     [helper.make_node('Softmax', ['x'], ['p'], axis=1), helper.make_node('ZipMap', ['p'], ['z'], domain='ai.onnx.ml', classlabels_int64s=[1, 2])],
     [value('x', 1, [None, 2])],
     [helper.make_value_info('z', helper.make_sequence_type_proto(helper.make_map_type_proto(TensorProto.INT64, helper.make_tensor_type_proto(1, [])))),
      value('p', 1, None)],
     opsets=(('', 17), ('ai.onnx.ml', 3)))
save('scalar-and-text', [helper.make_node('Identity', ['s'], ['t']), helper.make_node('Cast', ['n'], ['f'], to=10)],
     [value('s', 8, ['unk__3']), value('n', 7, [])], [value('t', 8, ['unk__3']), value('f', 10, [])])
