"""Trains models/churn/churn.joblib. Made with scikit-learn 1.9.1, joblib 1.6.0, pandas 3.1.1."""

import joblib
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

customers = pd.DataFrame(
    {
        "age": [23.0, 41.0, 35.0, 58.0, 29.0, 47.0],
        "months": [3.0, 60.0, 24.0, 80.0, 5.0, 36.0],
        "plan": ["free", "team", "solo", "team", "free", "solo"],
    }
)
left = ["yes", "no", "no", "no", "yes", "no"]

# fitted on a table, the model remembers the names of its columns: they become the contract's inputs
model = make_pipeline(
    ColumnTransformer(
        [
            ("numbers", StandardScaler(), ["age", "months"]),
            ("plan", OneHotEncoder(), ["plan"]),
        ]
    ),
    LogisticRegression(),
)
model.fit(customers, left)
joblib.dump(model, "models/churn/churn.joblib")
