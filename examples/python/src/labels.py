def label(key, total):
    return f"key {key}: {total}"
