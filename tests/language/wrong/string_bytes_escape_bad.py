x = b"abc\xg0"
