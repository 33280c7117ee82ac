d = {}
print(f"{d}")
print(f"value {d['missing']} tail")
