"""Writes old-2.1.pt2, whose JSON is of schema version 1. Made with torch 2.1.2: python generate_2_1.py"""
import os

import torch
import torch.nn as nn
from torch.export import dynamic_dim, export, save


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(3, 2)
        self.register_buffer("b", torch.zeros(2))

    def forward(self, x, d):
        return {"y": self.l(x) + self.b, "z": (d["a"], x.sum() > 0)}


x = torch.zeros(4, 3)
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "old-2.1.pt2")
save(export(Net(), (x, {"a": torch.zeros(2, dtype=torch.int64)}), constraints=[dynamic_dim(x, 0)]), path)
