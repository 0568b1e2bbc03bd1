"""Writes the forecasters beside it, by hand with prophet 1.5.0: python generate.py. Prints the columns of predict(), which
test/frameworks/prophet/prophet.test.ts holds."""

import json
import pickle

import numpy as np
import pandas as pd
from prophet import Prophet
from prophet.serialize import model_to_json

DAYS = pd.date_range("2020-01-01", periods=28)
TABLE = pd.DataFrame({"ds": DAYS, "y": np.arange(28) + np.sin(np.arange(28)), "cap": 90.0, "floor": 0.0, "temp": np.arange(28) % 5.0, "sold": np.arange(28) % 3.0, "open": np.arange(28) % 2 == 0})
QUIET = dict(yearly_seasonality=False, daily_seasonality=False, n_changepoints=2, uncertainty_samples=10)


def fitted(model, **changes):
    table = TABLE.drop(columns=[name for name, keep in {"cap": "cap", "floor": "floor"}.items() if not changes.get(keep)])
    model.fit(table)
    print(" ".join(model.predict(table.head(3)).columns))
    return model


def save(name, model):
    with open(name + ".json", "w") as file:
        file.write(model_to_json(model))


plain = fitted(Prophet(**QUIET))
save("plain", plain)
with open("quoted.json", "w") as file:
    json.dump(model_to_json(plain), file)
save("certain", fitted(Prophet(**{**QUIET, "uncertainty_samples": 0})))
save("logistic", fitted(Prophet(growth="logistic", **QUIET), cap=True, floor=True))
everything = Prophet(seasonality_mode="multiplicative", holidays=pd.DataFrame({"holiday": "fair", "ds": DAYS[3:10:3]}), **QUIET)
everything.add_regressor("temp", mode="additive")
everything.add_regressor("sold")
everything.add_seasonality("monthly", 30.5, 2, condition_name="open", mode="additive")
save("everything", fitted(everything))
everything.stan_backend = everything.fit_kwargs = None
with open("everything.pkl", "wb") as file:
    pickle.dump(everything, file)

certain = fitted(Prophet(**{**QUIET, "uncertainty_samples": 0}))
certain.stan_backend = certain.fit_kwargs = None
with open("certain.pkl", "wb") as file:
    pickle.dump(certain, file)

unfitted = Prophet()
unfitted.stan_backend = None
with open("unfitted.pkl", "wb") as file:
    pickle.dump(unfitted, file)
