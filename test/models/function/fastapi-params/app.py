from typing import Annotated, List

from fastapi import APIRouter, Body, FastAPI, File, Form, Query, UploadFile
from pydantic import BaseModel

app = FastAPI()
router = APIRouter()


class Row(BaseModel):
    a: float
    b: int


@router.post("/rows")
async def rows(rows: List[Row]) -> List[float]:
    return [row.a for row in rows]


@app.post("/two")
async def two(left: Row, right: Row, scale: float = 1.0, mode: Annotated[str, Query()] = "mean", bias: Annotated[float, Body()] = 0.0) -> dict:
    return {"sum": left.a + right.a, "mode": mode}


@app.post("/image")
async def image(picture: UploadFile = File(...), size: int = Form(...)) -> Row:
    return Row(a=1.0, b=2)


app.include_router(router)
