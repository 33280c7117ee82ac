x[a:*b]
