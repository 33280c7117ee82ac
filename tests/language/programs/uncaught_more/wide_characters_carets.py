# Wide characters carets.
def main():
    données = {"clé": [1, 2, 3]}
    print(données["clé"][0])
    résultat = "前置き" + données["clé"][0] + "後"

main()
