# -*- coding: latin-1 -*-
# The bytes of this file are Latin-1.
s = "café naïve £ ÿ"
print(len(s), ascii(s))
déjà = "vu"
print(ascii(déjà), [hex(ord(c)) for c in s if ord(c) > 127])
print(s.encode("latin-1") == b"caf\xe9 na\xefve \xa3 \xff", f"{s!a:.12}")
