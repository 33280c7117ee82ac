# Memoryview released.
def main():
    m = memoryview(bytearray(b"abc"))
    print(m[0])
    m.release()
    print(m[0])

main()
