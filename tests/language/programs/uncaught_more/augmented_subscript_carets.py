# Augmented subscript carets.
def main():
    stats = {"hits": "3"}
    print(stats["hits"])
    stats["hits"] += 1

main()
