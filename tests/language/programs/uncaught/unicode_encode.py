# Unicode encode.
def main():
    text = "price: 5 €"
    print(text.encode("utf-8"))
    text.encode("ascii")

main()
