"""Trains models/digits/digits.pt2. Made with torch 2.14.1."""

import torch
from torch import nn

torch.manual_seed(2)


class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        self.look = nn.Conv2d(1, 4, 3, stride=2)
        self.tell = nn.Linear(4, 10)

    def forward(self, picture):
        seen = torch.relu(self.look(picture)).mean(dim=(2, 3))
        return {"scores": torch.softmax(self.tell(seen), dim=1)}


# a state_dict holds weights alone; the exported program holds its inputs, its outputs and which dimensions are free
program = torch.export.export(
    Digits().eval(),
    (torch.zeros(2, 1, 28, 28),),
    dynamic_shapes={"picture": {0: torch.export.Dim("batch")}},
)
torch.export.save(program, "models/digits/digits.pt2")
