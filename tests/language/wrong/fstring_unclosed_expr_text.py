f"{a b c"
