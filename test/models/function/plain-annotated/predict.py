from dataclasses import dataclass
from typing import Literal, Optional

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass
class Result:
    label: str
    score: Optional[float]


def load():
    return object()


def predict(
    x: npt.NDArray[np.float32],
    table: pd.DataFrame,
    ids: list[int],
    mode: Literal["fast", "exact"] = "fast",
    pair: tuple[float, str] = (0.0, ""),
    limit: Optional[int] = None,
    *,
    weights: "np.ndarray" = None,
) -> Result:
    return Result("a", None)
