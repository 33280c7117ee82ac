x = b"abc" b"dé"
