"""Makes plain.dill and function.dill. Python 3.11, scikit-learn 1.7.2, dill 0.4. Run by hand, never in tests."""
import os

import dill
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

os.chdir(os.path.dirname(os.path.abspath(__file__)))
X, y = np.random.RandomState(0).rand(30, 4), ["ham", "spam", "eggs"] * 10
with open("plain.dill", "wb") as file:
    dill.dump(LogisticRegression().fit(X, y), file)
with open("function.dill", "wb") as file:
    dill.dump(make_pipeline(FunctionTransformer(lambda x: x + 1), LogisticRegression()).fit(X, y), file)
