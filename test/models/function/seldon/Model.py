class Model(object):
    def __init__(self):
        self.ready = True

    def predict(self, X, features_names=None):
        return X
