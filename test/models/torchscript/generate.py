"""Writes the TorchScript models of the tests: `python generate.py old` with torch 1.12, `python generate.py new` with torch 2.14. Never run by tests."""

import sys
from typing import Dict, List, NamedTuple, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.mobile_optimizer import optimize_for_mobile

torch.manual_seed(0)


class Mnist(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 2, 5)
        self.c2 = nn.Conv2d(2, 4, 5)
        self.f = nn.Linear(4 * 4 * 4, 3)

    def forward(self, image):
        x = F.max_pool2d(F.relu(self.c1(image)), 2)
        x = F.max_pool2d(F.relu(self.c2(x)), 2)
        return F.log_softmax(self.f(x.view(x.size(0), -1)), dim=1)


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = nn.Embedding(11, 3)
        self.l = nn.LSTM(3, 4, batch_first=True, bidirectional=True)
        self.o = nn.Linear(8, 5)

    def forward(self, tokens):
        h, _ = self.l(self.e(tokens))
        return self.o(h)


class Boxes(NamedTuple):
    logits: Tensor
    boxes: Tensor


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(6, 3)
        self.b = nn.Linear(6, 4)

    def forward(self, x, scale: float = 2.0, mask: Optional[Tensor] = None) -> Boxes:
        y = self.l(x) * scale
        if mask is not None:
            y = y * mask
        return Boxes(y, self.b(x))

    @torch.jit.export
    def probabilities(self, xs: List[Tensor]) -> Dict[str, Tensor]:
        return {"p": torch.stack([self.l(x).softmax(0) for x in xs])}

    @torch.jit.export
    def classes(self) -> int:
        return 3


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.t = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 8, batch_first=True), 1)
        self.i = nn.Linear(5, 8)

    def forward(self, steps):
        return self.t(self.i(steps)).mean(1)


class Counter(nn.Module):
    """The attribute is empty before the first call only."""

    h: Tensor

    def __init__(self):
        super().__init__()
        self.c = nn.GRUCell(3, 5)
        self.h = torch.zeros(0)

    def forward(self, x):
        if self.h.size(0) != x.size(0):
            self.h = torch.zeros(x.size(0), 5)
        self.h = self.c(x, self.h)
        return self.h


@torch.jit.script
def area(boxes: Tensor, clip: float):
    return (boxes[:, 2] - boxes[:, 0]).clamp(max=clip) * (boxes[:, 3] - boxes[:, 1])


def quantized() -> nn.Module:
    model = nn.Sequential(torch.quantization.QuantStub(), nn.Conv2d(3, 4, 3), nn.ReLU(), torch.quantization.DeQuantStub()).eval()
    model.qconfig = torch.quantization.get_default_qconfig("fbgemm")
    prepared = torch.quantization.prepare(model)
    prepared(torch.rand(1, 3, 8, 8))
    return torch.quantization.convert(prepared)


with torch.no_grad():
    if sys.argv[1] == "old":
        torch.jit.trace(Mnist().eval(), torch.rand(1, 1, 28, 28)).save("mnist-traced.pt")
        torch.jit.script(quantized()).save("quantized.pt")
        lite = optimize_for_mobile(torch.jit.script(Mnist().eval()))
        lite._save_for_lite_interpreter("lite.ptl")
        torch.jit.freeze(torch.jit.script(Tagger().eval())).save("tagger-frozen.pt")
        area.save("function.pt")
    else:
        torch.jit.script(Mnist().eval()).save("mnist.pt")
        torch.jit.script(Tagger().eval()).save("tagger.pt")
        torch.jit.trace(Tagger().eval(), torch.tensor([[1, 2, 3]])).save("tagger-traced.pt")
        torch.jit.script(Head().eval()).save("methods.pt")
        torch.jit.trace(Attention().eval(), torch.rand(2, 7, 5), check_trace=False).save("attention-traced.pt")
        torch.jit.script(Counter().eval()).save("state.pt")
        torch.jit.script(nn.Linear(4, 2).bfloat16()).save("bfloat16.pt")
