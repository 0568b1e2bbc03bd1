"""Trains models/delay. Made with pyspark 3.5.3."""

from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.feature import StringIndexer, VectorAssembler
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").getOrCreate()
flights = spark.createDataFrame(
    [("OSL", 3.0, 410.0, 0.0), ("CDG", 9.0, 1340.0, 1.0), ("FRA", 6.0, 1090.0, 1.0), ("OSL", 4.0, 460.0, 0.0)],
    ["airport", "wind", "distance", "late"],
)
stages = [
    StringIndexer(inputCol="airport", outputCol="airportIndex", handleInvalid="keep"),
    VectorAssembler(inputCols=["airportIndex", "wind", "distance"], outputCol="features"),
    LogisticRegression(featuresCol="features", labelCol="late", predictionCol="delayed"),
]
Pipeline(stages=stages).fit(flights).write().overwrite().save("models/delay")
