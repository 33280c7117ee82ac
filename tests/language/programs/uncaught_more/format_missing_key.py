# Format missing key.
def main():
    template = "Dear {name}, you owe {amount:.2f}"
    print(template.format(name="Ann", amount=3))
    print(template.format(name="Bob"))

main()
