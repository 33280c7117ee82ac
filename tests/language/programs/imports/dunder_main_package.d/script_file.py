computed = given * 2
if __name__ == "<run_path>": print("script", __name__, __spec__)
