# The name of an audit event: a str that C could read.
import sys

for name in ('a', '', 'a\0b', '\ud800', 'é'):
    try:
        print(ascii(name), sys.audit(name, 1))
    except (ValueError, UnicodeError) as e:
        print(ascii(name), type(e).__name__, e)
