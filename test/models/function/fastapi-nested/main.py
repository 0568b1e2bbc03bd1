from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, NamedTuple

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import NotRequired, TypedDict

app = FastAPI()


class Point(NamedTuple):
    x: float
    y: float


class Options(TypedDict):
    top: int
    threshold: NotRequired[float]


@dataclass
class Meta:
    source: str
    weights: list[float] = field(default_factory=list)


class Item(BaseModel):
    name: str = Field(alias="Item Name")
    meta: Meta
    options: Options
    scores: Dict[str, float]
    matrix: list[list[float]]


@app.post("/v1/predict")
def predict(item: Item) -> dict[str, float]:
    label = str(item.name)
    result = {"score": 0.5, "label": label, "count": len(item.matrix)}
    return result
