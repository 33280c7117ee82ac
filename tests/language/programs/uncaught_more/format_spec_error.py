# Format spec error.
def main():
    price = "12.50"
    print(f"{float(price):8.2f}|")
    print(f"{price:8.2f}|")

main()
