import cog
from cog import BasePredictor, Input, Path


class Inputs:
    prompt: str = Input(description="what to draw")
    seed = Input(description="a number", default=None)

    @staticmethod
    def fast(default: bool) -> bool:
        return Input(description="faster", default=default)


class Shared(BasePredictor):
    def predict(
        self,
        prompt: str = Inputs.prompt,
        seed: int = Inputs.seed,
        fast: bool = Inputs.fast(True),
        width: int = cog.Input(default=512),
    ) -> list[Path]:
        return self.draw(prompt)

    def draw(self, prompt):
        return []


class Schnell(Shared):
    def draw(self, prompt):
        return [Path("a.png")]
