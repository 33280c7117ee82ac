# Subscript carets.
def main():
    data = {"list": [1, {"deep": (10, 20)}]}
    print(data["list"][1]["deep"][0])
    x = data["list"][1]["deep"][5] if data else data["none"]

main()
