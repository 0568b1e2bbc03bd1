from typing import Optional

import joblib
import pandas as pd
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field

from schemas import House, Price

app = FastAPI(title="prices")
state = {}


def limiter() -> int:
    return 10


@app.get("/")
def root():
    return {"status": "up"}


@app.get("/health")
def health():
    return {"ok": True}


@app.post("/predict", response_model=Price)
def estimate(house: House, limit: int = Depends(limiter)):
    table = pd.DataFrame([house.model_dump()])
    if table.empty:
        raise HTTPException(status_code=400, detail="empty")
    return {"price": float(state["model"].predict(table)[0])}
