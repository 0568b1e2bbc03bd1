"""Networks of an author's own: their source travels with them in torch.package and in the old container of torch.save."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Digits(nn.Module):
    """Sizes are fixed by the dense layer, but not to one."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 2, kernel_size=5)
        self.conv2 = nn.Conv2d(2, 3, kernel_size=5)
        self.fc = nn.Linear(48, 10)

    def forward(self, image):
        x = F.relu(F.max_pool2d(self.conv1(image), 2))
        x = F.relu(F.max_pool2d(self.conv2(x), 2))
        x = x.view(-1, 48)
        x = F.dropout(x, training=self.training)
        return F.log_softmax(self.fc(x), dim=1)


class Sentiment(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(20, 4)
        self.lstm = nn.LSTM(4, 3, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(6, 2)

    def forward(self, text):
        states, _ = self.lstm(self.embedding(text))
        return self.fc(states[:, -1, :])


class TwoInputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.picture = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.meta = nn.Linear(7, 4)
        self.out = nn.Linear(8, 1)

    def forward(self, picture, meta, scale=None):
        both = torch.cat([self.picture(picture), self.meta(meta)], 1)
        if scale is not None:
            both = both * scale
        return torch.sigmoid(self.out(both))


class Residual(nn.Module):
    """A list of layers, a method of its own, a dictionary as result."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(5, 5) for _ in range(3)])
        self.head = nn.Linear(5, 2)

    def add(self, x, y, factor=0.5):
        return x + y * factor

    def forward(self, x):
        for i, layer in enumerate(self.layers):
            x = self.add(x, torch.tanh(layer(x)))
        return {"logits": self.head(x), "best": self.head(x).argmax(dim=-1)}


class Backwards(nn.Module):
    """Registered in the reverse of the order in which data flows."""

    def __init__(self):
        super().__init__()
        self.last = nn.Linear(4, 3)
        self.middle = nn.Linear(6, 4)
        self.first = nn.Linear(5, 6)

    def forward(self, x):
        return self.last(torch.relu(self.middle(torch.relu(self.first(x)))))


class Unknowable(nn.Module):
    """A branch that depends on values."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 2)

    def forward(self, numbers):
        if numbers.sum() > 0:
            return self.a(numbers)
        return numbers
