from typing import Literal

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI(title="fares")

PER_KILOMETRE = {"day": 1.4, "night": 1.9}


class Ride(BaseModel):
    kilometres: float
    passengers: int = 1
    time: Literal["day", "night"] = "day"


class Fare(BaseModel):
    fare: float
    currency: str


@app.post("/predict")
def predict(ride: Ride) -> Fare:
    extra = 2.0 * max(0, ride.passengers - 4)
    return Fare(fare=3.5 + PER_KILOMETRE[ride.time] * ride.kilometres + extra, currency="EUR")
