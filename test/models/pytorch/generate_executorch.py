"""Writes device.pte. Made with executorch 1.5.1, torch 2.14.1: python generate_executorch.py"""
import os

import torch
import torch.nn as nn
from executorch.exir import to_edge


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(3, 2)

    def forward(self, x, ids):
        return self.l(x), ids + 1


args = (torch.zeros(4, 3), torch.zeros(5, dtype=torch.int64))
program = torch.export.export(Net().eval(), args, dynamic_shapes=({0: torch.export.Dim("b", max=8)}, None))
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "device.pte")
with open(path, "wb") as f:
    f.write(to_edge(program, constant_methods={"get_n": 3}).to_executorch().buffer)
