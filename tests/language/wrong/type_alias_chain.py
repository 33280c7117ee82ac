type A = B = int
