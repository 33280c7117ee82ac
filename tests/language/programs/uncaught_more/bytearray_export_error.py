# Bytearray export error.
def main():
    b = bytearray(b"abc")
    m = memoryview(b)
    print(len(b))
    b.extend(b"more")

main()
