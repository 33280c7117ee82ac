# Import module missing.
def main():
    print("importing")
    import collections.missing_submodule

main()
