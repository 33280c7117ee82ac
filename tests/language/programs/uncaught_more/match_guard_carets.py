# Match guard carets.
def main():
    point = (1, "2")
    match point:
        case (a, b) if a > 5: print("no")
        case (a, b) if a + b > 2: print("never")

main()
