"""Writes the models beside this file (pip install paddlepaddle==3.3.1). Never run by the tests."""
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
if len(sys.argv) == 1:
    for pir in ('0', '1'):
        os.environ['FLAGS_enable_pir_api'] = pir
        os.system(f'{sys.executable} {__file__} {pir}')
    raise SystemExit

import paddle  # noqa: E402

pir = sys.argv[1] == '1'


class Net(paddle.nn.Layer):
    def __init__(self):
        super().__init__()
        self.fc = paddle.nn.Linear(4, 3)
        self.words = paddle.nn.Embedding(10, 2)

    def forward(self, dense, ids):
        return self.fc(dense), self.words(ids), ids > 3


spec = [paddle.static.InputSpec([None, 4], 'float32', 'dense'), paddle.static.InputSpec([None, None], 'int64', 'ids')]
paddle.seed(1)
paddle.jit.save(Net(), str(HERE / ('pir' if pir else 'legacy') / 'inference'), input_spec=spec)
