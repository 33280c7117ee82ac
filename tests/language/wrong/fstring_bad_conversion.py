f"{a!z}"
