# Set display carets.
def main():
    print(len({1, 2}))
    s = {1, (2, 3), {4, 5}, 6}

main()
