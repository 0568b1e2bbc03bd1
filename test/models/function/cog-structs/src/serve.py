from typing import Any, Dict, List, Optional

from cog import BaseModel, BasePredictor, Input, Path


class Box(BaseModel):
    x: float
    y: float


class Found(Box):
    label: str
    crop: Optional[Path]
    score: float = 1.0


class Answer(BaseModel):
    boxes: List[Found]
    counts: Dict[str, int]
    debug: Any
    names: List[str]


class Model(BasePredictor):
    def predict(self, image: Path = Input(description="x")) -> Answer:
        return Answer(boxes=[], counts={}, debug=None, names=[])
