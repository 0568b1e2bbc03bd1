import pickle


def fit(x, y):
    return x


if __name__ == "__main__":
    pickle.dump(fit(1, 2), open("model.bin", "wb"))
