import pandas as pd

from settings import FEATURES


def prepare(df):
    df = df.copy()
    df["ratio"] = df["debt"] / df["income"]
    return df[FEATURES + ["ratio"]]


def predict(df: pd.DataFrame, threshold=0.5):
    x = prepare(df)
    score = model.predict_proba(x)[:, 1]
    return {"score": score.astype("float32"), "approved": (score > threshold).astype(bool)}
