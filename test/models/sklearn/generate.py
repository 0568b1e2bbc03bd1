"""Makes the models of this folder. Python 3.11, scikit-learn 1.5.2, skops, joblib, pandas. Run by hand, never in tests."""
import os
import pickle

import joblib
import numpy as np
import pandas as pd
import skops.io
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier, StackingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import SelectFromModel, SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import LocalOutlierFactor, NearestCentroid
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import OneHotEncoder, PolynomialFeatures, StandardScaler
from sklearn.svm import SVC

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.RandomState(0)
X = rng.rand(30, 3)
y = np.array(["no", "yes", "maybe"] * 10)
frame = pd.DataFrame({"age": rng.randint(18, 80, 30), "city": ["Rome", "Oslo", "Bern"] * 10, "fare": rng.rand(30), "id": range(30)})


def path(name):
    return os.path.join(here, name)


def dump(model, name, protocol=4):
    with open(path(name), "wb") as file:
        pickle.dump(model, file, protocol)


columns = ColumnTransformer([("n", StandardScaler(), ["age", "fare"]), ("c", OneHotEncoder(), ["city"])])
churn = make_pipeline(columns, LogisticRegression()).fit(frame, y)
dump(churn, "columns.pkl")
joblib.dump(churn, path("columns.joblib"))
for protocol in range(6):
    dump(SVC(probability=True).fit(X, y), f"svc-protocol-{protocol}.pkl", protocol)
ovo = SVC(decision_function_shape="ovo").fit(X[:, :2], np.array([0, 1, 2, 3, 4] * 6))
for compress in ["zlib", "gzip", "bz2", "lzma", "xz"]:
    joblib.dump(ovo, path(f"ovo.{compress}"), compress=(compress, 3))
dump(RandomForestClassifier(2, max_depth=2).fit(X, np.stack([y, y[::-1]], 1)), "targets.pkl")
dump(GridSearchCV(make_pipeline(TfidfVectorizer(), LogisticRegression()), {"logisticregression__C": [1]}, cv=2).fit(["red sun", "blue sea", "red sky", "blue ice"] * 5, [True, False] * 10), "text.pkl")
dump(FeatureUnion([("p", PolynomialFeatures(2)), ("k", SelectKBest(k=2))]).fit(X, y), "union.pkl")
skops.io.dump(Ridge().fit(frame[["age", "fare"]], rng.rand(30, 2)), path("ridge.skops"))
dump({"model": Ridge().fit(X, X[:, 0]), "version": 3}, "bundle.pkl")
dump(Ridge(), "unfitted.pkl")


class Evil:
    def __reduce__(self):
        return (os.system, ("true",))


dump({"weights": [1, 2], "x": Evil()}, "evil.pkl")
joblib.dump({"weights": np.array([1, Evil()], dtype=object)}, path("evil.joblib"))

# tables out: names are made from the names of the columns, the classes' names and the categories
tables = ColumnTransformer(
    [("n", StandardScaler(), ["age", "fare"]), ("c", OneHotEncoder(drop="first", sparse_output=False), ["city"]), ("p", "passthrough", ["id"])]
).set_output(transform="pandas")
dump(tables.fit(frame), "tables.pkl")
dump(make_pipeline(StandardScaler(), PCA(2)).set_output(transform="pandas").fit(X), "numbered.pkl")
dump(OneHotEncoder().set_output(transform="pandas").fit(frame[["city"]]), "no-table.pkl")
# coefficients that stand column by column: which feature is kept depends on it
selector = SelectFromModel(LogisticRegression()).fit(X * [1, 1, 20], y)
selector.estimator_.coef_ = np.asfortranarray([[1.0, 0.1, 5.0], [1.0, 0.1, 5.0]])  # row by row it would be two features
dump(selector, "fortran.pkl")
# three neighbours of what is float32, what votes with numbers of classes, what gives a column back
dump(LocalOutlierFactor(novelty=True).fit(X.astype(np.float32)), "outliers.pkl")
dump(StackingClassifier([("a", LogisticRegression()), ("b", SVC())], stack_method="predict", cv=2).fit(X, y), "stacked.pkl")
dump(TransformedTargetRegressor().fit(X, X[:, :1]), "column.pkl")
dump(NearestCentroid(metric="manhattan").fit(X, y), "centroid.pkl")
dump(SimpleImputer(strategy="constant").fit(X), "constant.pkl")
dump(ColumnTransformer([("c", OneHotEncoder(), ["city"])], sparse_threshold=1).fit(frame), "sparse.pkl")
