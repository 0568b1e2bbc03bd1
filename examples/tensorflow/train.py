"""Trains models/price. Made with tensorflow-cpu 2.21.0."""

import tensorflow as tf

tf.random.set_seed(1)


class Price(tf.Module):
    def __init__(self):
        self.weights = tf.Variable(tf.random.normal([4, 1]), name="weights")
        self.bias = tf.Variable(tf.zeros([1]), name="bias")

    # the names and the shapes in the signature are what callers will see
    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="rooms")])
    def price(self, rooms):
        return {"price": tf.squeeze(rooms @ self.weights + self.bias, axis=1)}

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4], tf.float32, name="rooms"),
            tf.TensorSpec([], tf.float32, name="share"),
        ]
    )
    def span(self, rooms, share):
        price = self.price(rooms)["price"]
        return {"lowest": price * (1 - share), "highest": price * (1 + share)}


model = Price()
tf.saved_model.save(
    model,
    "models/price",
    signatures={"serving_default": model.price, "span": model.span},
)
