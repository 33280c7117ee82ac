# Exec syntax error.
def main():
    good = "print('compiled')"
    exec(good)
    bad = "x = = 1"
    exec(bad)

main()
