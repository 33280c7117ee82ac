# Combining accents carets.
def main():
    e = "e\u0301"
    d = {e: 1}
    print(len(e), d[e])
    y = "ééé" + d["é"] + missing_name

main()
