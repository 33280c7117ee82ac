[1 if x, 2]
