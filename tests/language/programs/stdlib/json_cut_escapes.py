# A \u escape at the very end of a text that is cut off.
import json

for s in ('"\\ud83d', '"\\ud8', '"\\u', '"\\', '"\\u1234', '"\\u12345', '"\\u1234"', '"\\ud83d\\ude0', '"\\ud83d\\ude00', '"\\ud83d\\ude00"', '"\\ud83d\\', '"\\ud83d\\n', '"abc\\u00e9', '"\\uzzzz"', '"\\u12z4"', '"\\ud83d\\uzzzz"', '"\\ud83dx', '["\\u0041', '"\\u004', '"\\u004"', '"\\u00"'):
    for kw in ({}, {'strict': False}):
        try: print(ascii(s), ascii(json.loads(s, **kw)))
        except ValueError as e: print(ascii(s), e)
