x = "abcÃ"
