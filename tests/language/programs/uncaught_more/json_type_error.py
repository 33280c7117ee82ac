# Json type error.
def main():
    import json
    class Thing: pass
    print(json.dumps({"a": 1}))
    json.dumps({"a": [1, {"b": Thing()}]})

main()
