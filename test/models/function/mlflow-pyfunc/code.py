import mlflow.pyfunc
import pandas as pd

COLUMNS = ["age", "fare"] + ["sex"]


class Survival(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        self.model = load(context.artifacts["model"])

    def predict(self, context, model_input, params=None):
        x = model_input[COLUMNS].fillna(0)
        return pd.DataFrame({"survived": self.model.predict(x)})
