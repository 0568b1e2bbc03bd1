"""Writes the models beside this file (pip install openvino==2026.4.1). Never run by the tests."""
import pathlib
import numpy as np
import openvino as ov
from openvino import opset15 as ops

HERE = pathlib.Path(__file__).parent


def save(name, outputs, inputs):
    for i, node in enumerate(outputs):
        if not node.output(0).get_names():
            node.output(0).set_names({f'out{i}'})
    ov.save_model(ov.Model([ops.result(node.output(0)) for node in outputs], inputs, name), HERE / f'{name}.xml', compress_to_fp16=False)


def parameter(shape, dtype, *names):
    node = ops.parameter(ov.PartialShape(shape), dtype, name=names[0])
    node.output(0).set_names(set(names))
    return node


x = parameter([-1, 4], np.float32, 'x', 'x,0')
save('linear', [ops.matmul(x, ops.constant(np.ones((4, 3), np.float32)), False, False)], [x])
r = parameter('[?,1..9,3]', np.int64, 'ranged')
d = ops.parameter(ov.PartialShape.dynamic(), np.float32, name='any')
d.output(0).set_names({'any & <all>'})
s = parameter([], np.float64, 'scalar')
save('shapes', [ops.convert(r, 'i32'), ops.relu(d), ops.negative(s)], [r, d, s])
