stats = {"hits": "3"}
print(stats["hits"])
stats["hits"] += 1
