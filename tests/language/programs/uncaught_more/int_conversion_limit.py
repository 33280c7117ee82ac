# Int conversion limit.
def main():
    print(len(str(10 ** 4000)))
    big = 10 ** 5000
    text = str(big)

main()
