from datetime import date
from enum import Enum
from typing import List, Literal, Optional

from pydantic import BaseModel, Field, conlist


class Heating(str, Enum):
    gas = "gas"
    oil = "oil"


class Place(BaseModel):
    city: str
    position: conlist(float, min_length=2, max_length=2)


class House(Place):
    rooms: int = Field(..., ge=1)
    area: float
    heating: Heating
    condition: Literal["new", "old"] = "old"
    garden: Optional[float] = None
    built: date
    tags: List[str] = Field(default_factory=list)
    floors: Optional[int]


class Price(BaseModel):
    price: float
    currency: str = "EUR"
