import torch


class Net(torch.nn.Module):
    def forward(self, x):
        return x

    def predict(self, x):
        return self(x).argmax(1)
