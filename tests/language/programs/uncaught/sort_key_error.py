# Sort key error.
def main():
    people = [{"name": "bob"}, {"nome": "ann"}]
    print(len(people))
    people.sort(key=lambda p: p["name"])

main()
