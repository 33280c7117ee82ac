words = ["a", "b"]
print(words)
words.appendd("c")
