[a < b c < d]
