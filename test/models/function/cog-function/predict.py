from cog import Input


def shout(text: str) -> str:
    return text.upper()


def predict(text: str = Input(description="what to say"), times: int = Input(default=2)) -> str:
    return shout(text) * times
