print(len("a")))
