def infer(image, top_k=5, names=None):
    """Classifies one image.

    Args:
        image (np.ndarray): pixels of shape (224, 224, 3), float32
        top_k (int, optional): how many
        names (list of str): labels

    Returns:
        tuple: labels and scores
    """
    return model(image), top_k
