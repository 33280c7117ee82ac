import string, textwrap
t = string.Template("$who likes ${what} for $$5 $")
print(t.safe_substitute(who="tim", what="kung pao"), string.Template("$a").substitute({"a": 1}, a=2))
for f in (lambda: string.Template("$x").substitute(), lambda: string.Template("$").substitute()):
    try: f()
    except (KeyError, ValueError) as e: print(type(e).__name__, e)
print(string.capwords("hello  big world"), string.capwords("a-b-c", "-"), string.ascii_letters[:5], string.punctuation, repr(string.whitespace), string.hexdigits)
print(t.get_identifiers(), string.Template("$x $1").is_valid())
text = "The quick brown fox jumped over the lazy dog, and then ran away from the extraordinarily-long-hyphenated word."
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, 20, break_long_words=False, break_on_hyphens=False))
print(textwrap.shorten(text, 40), textwrap.shorten("Hello  world!", width=11, placeholder="..."))
print(repr(textwrap.dedent("""
    a
      b
	c
    """)), repr(textwrap.dedent("  x\n   y\n\n  z\n")), repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "> ", lambda l: True)))
w = textwrap.TextWrapper(width=25, initial_indent="* ", subsequent_indent="  ", max_lines=3, placeholder=" [..]")
print(w.fill(text))
class MyT(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"
print(MyT("%a_b %c %%").safe_substitute(a_b="X"))
class F(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, f"no {k}") if isinstance(k, str) else a[k]
    def convert_field(self, v, c): return v.upper() if c == "u" else super().convert_field(v, c)
print(F().format("{x!u} {y} {0:>4}", 7, x="abc"))
