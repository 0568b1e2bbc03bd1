def predict(**kwargs):
    rows = {key: value.double_val for key, value in kwargs.items()}
    return {"y": rows}
