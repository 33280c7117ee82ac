# Ternary condition error.
def main():
    options = {"debug": None}
    mode = "on" if options["debug"] else "off"
    print(mode)
    level = 1 if options["verbose"] > 1 else 0

main()
