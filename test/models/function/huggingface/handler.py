from typing import Any, Dict, List


class EndpointHandler:
    def __init__(self, path=""):
        self.path = path

    def __call__(self, data: Dict[str, Any]) -> List[Dict[str, Any]]:
        inputs = data.pop("inputs")
        parameters = data.pop("parameters", {})
        return self.pipeline(inputs, **parameters)
