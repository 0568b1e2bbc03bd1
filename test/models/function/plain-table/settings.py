FEATURES = ["debt", "income", "age"]
