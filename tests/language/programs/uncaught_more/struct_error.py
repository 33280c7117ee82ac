# Struct error.
def main():
    import struct
    print(struct.pack("<H", 65535))
    struct.pack("<H", 65536)

main()
