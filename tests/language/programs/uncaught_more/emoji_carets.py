# Emoji carets.
def main():
    d = {"😀": 1}
    print(d["😀"])
    x = d["😀"] + d["🎉🎉"] + d["😀"]

main()
