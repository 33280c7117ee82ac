[x for x in y if a else b]
