# Key error quotes.
def main():
    print("a missing key is shown by repr")
    {"it's": 1}['say "hi"\n']

main()
