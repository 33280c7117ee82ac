# Copy error.
def main():
    import copy
    print(copy.deepcopy([1, [2]]))
    copy.deepcopy([1, (i for i in range(3))])

main()
