from __future__ import annotations

from pathlib import Path
from typing import Annotated, Generator

import bentoml
import numpy as np
from bentoml.validators import DType, Shape
from PIL.Image import Image


@bentoml.service(resources={"gpu": 1}, traffic={"timeout": 30})
class Vision:
    def __init__(self) -> None:
        self.model = None

    @bentoml.api(batchable=True)
    def embed(self, pixels: Annotated[np.ndarray, Shape((-1, 3, 32, 32)), DType("float32")]) -> np.ndarray:
        return self.model(pixels)

    @bentoml.api
    def stream(self, prompt: str, ctx: bentoml.Context, max_tokens: int = 64) -> Generator[str, None, None]:
        yield prompt
