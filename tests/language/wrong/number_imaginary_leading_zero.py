x = 01jx
