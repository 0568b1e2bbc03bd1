from enum import Enum
from typing import Iterator, List, Literal, Optional, Union

from cog import BasePredictor, File, Input, Path, Secret

DEFAULT_STEPS = 20


class Reader(BasePredictor):
    def setup(self) -> None:
        self.greeting = "hello"

    def predict(
        self,
        image: Path = Input(description="an image"),
        upload: File = Input(description="any file"),
        prompt: str = "a cat",
        steps: int = Input(default=DEFAULT_STEPS, ge=1, le=100),
        scale: float = Input(7.5, description="positional default"),
        seed: int = Input(default=None),
        mask: Optional[Path] = Input(description="no default, but optional"),
        note: Optional[str] = None,
        sampler: str = Input(default="ddim", choices=["ddim", "euler"]),
        strict: bool = Input(description="required"),
        tags: List[str] = Input(description="several"),
        pages: list[Path] = Input(default=[]),
        token: Secret = Input(description="a key"),
        extra: Union[str, int] = Input(description="either"),
    ) -> Iterator[Path]:
        yield image
