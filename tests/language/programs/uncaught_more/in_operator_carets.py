# In operator carets.
def main():
    haystack = None
    print("a" in "abc")
    found = "x" in "xyz" and "needle" in haystack and True

main()
