"""Makes the models of legacy/: joblib 0.9 keeps arrays in files beside the pickle. Python 3.6, scikit-learn 0.20.4, joblib 0.9.4. Run by hand, never in tests."""
import os

import joblib
import numpy as np
from sklearn.linear_model import LogisticRegression

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "legacy"))
model = LogisticRegression().fit(np.random.RandomState(0).rand(30, 4), ["ham", "spam", "eggs"] * 10)
joblib.dump(model, "plain.pkl")
joblib.dump(model, "packed.pkl", compress=3, cache_size=0)
