# Bytes index error.
def main():
    data = b"abc"
    print(data[0], data[-1])
    print(data[1:], data[3])

main()
