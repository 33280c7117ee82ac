type a[0] = int
