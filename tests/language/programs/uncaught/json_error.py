# Json error.
def main():
    import json
    print(json.loads('{"a": [1, 2]}'))
    json.loads('{"a": [1, 2,, 3]}')

main()
