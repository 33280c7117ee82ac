# Attribute suggestion method.
def main():
    words = ["a", "b"]
    print(words)
    words.appendd("c")

main()
