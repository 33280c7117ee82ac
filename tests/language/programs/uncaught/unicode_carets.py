# Wide and combining characters before the marked part.
def main():
    größe = {"höhe": 1}
    print(größe)
    x = "日本語" + größe["höhe"] + "é" + "e\u0301"

main()
