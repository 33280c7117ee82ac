# Very long line carets.
def main():
    values = {"alpha": 1, "beta": 2}
    print(values["alpha"])
    result = values["alpha"] * 1000000 + values["beta"] * 2000000 + values["alpha"] * 3000000 + values["gamma"] * 4000000 + values["beta"] * 5000000

main()
