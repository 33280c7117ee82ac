# Realistic: a tokenizer, a template engine, a log parser, markdown, roman numerals, validation.
import re
spec = [("NUM", r"\d+(?:\.\d*)?"), ("ASSIGN", ":="), ("END", ";"), ("ID", r"[A-Za-z_]\w*"), ("OP", r"[+\-*/()]"), ("NL", r"\n"), ("SKIP", r"[ \t]+"), ("BAD", ".")]
tok = re.compile("|".join(f"(?P<{n}>{p})" for n, p in spec))
def lex(code):
    line, start = 1, 0
    for m in tok.finditer(code):
        kind, v, col = m.lastgroup, m.group(), m.start() - start
        if kind == "NL": line += 1; start = m.end(); continue
        if kind == "SKIP": continue
        if kind == "BAD": raise SyntaxError(f"{v!r} on line {line} col {col}")
        yield kind, float(v) if "." in v else int(v) if kind == "NUM" else v, line, col
print(list(lex("x := 3.5 + y1;\n z := (2*4)")))
try: list(lex("a\n b ? c"))
except SyntaxError as e: print(e)
def render(t, env):
    def sub(m):
        expr, _, flt = m.group(1).partition("|")
        v = eval(expr, {}, env)
        return {"": str, "upper": lambda x: str(x).upper(), "len": lambda x: str(len(x))}[flt.strip()](v)
    return re.sub(r"\{\{(.+?)\}\}", sub, t)
print(render("Hi {{name|upper}}, {{items|len}} items, {{ n*2 }}!", {"name": "bob", "items": [1, 2], "n": 21}))
log = """10.0.0.1 - [01/Jan/2024:10:00] "GET /a?x=1 HTTP/1.1" 200 123
10.0.0.2 - [01/Jan/2024:10:01] "POST /b HTTP/1.0" 404 -
garbage line
10.0.0.1 - [01/Jan/2024:10:02] "GET /c HTTP/1.1" 500 9"""
pat = re.compile(r'^(?P<ip>[\d.]+) - \[(?P<ts>[^]]+)\] "(?P<verb>[A-Z]+) (?P<path>[^ ?]+)(?:\?(?P<q>\S*))? HTTP/(?P<v>\d\.\d)" (?P<code>\d{3}) (?P<size>\d+|-)$', re.M)
print([m.groupdict() for m in pat.finditer(log)][0], [(m["ip"], int(m["code"])) for m in pat.finditer(log) if m["code"] >= "400"])
def md(s):
    s = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", s); s = re.sub(r"(?<!\*)\*([^*]+)\*", r"<i>\1</i>", s); s = re.sub(r"`([^`]+)`", lambda m: f"<code>{m[1].replace('<', '&lt;')}</code>", s)
    s = re.sub(r"\[([^]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', s)
    return re.sub(r"^(#+) (.*)$", lambda m: f"<h{len(m[1])}>{m[2]}</h{len(m[1])}>", s, flags=re.M)
print(md("# Title\n**bold** and *it* `a<b` [x](http://y)\n### Sub"))
roman = re.compile(r"^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
print([w for w in ("MCMXCIV", "IIII", "XLII", "VX", "MMXXIV") if roman.match(w)], [bool(re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.-]+", e)) for e in ("a@b.c", "a@b", "x+y@z.co.uk")])
print(re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", "1234567"), re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseString").lower(), re.sub(r"_([a-z])", lambda m: m[1].upper(), "snake_case_str"), re.sub(r"\s+", " ", " a \n\t b "), re.findall(r"(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)", 'a,"b,c","d""e",'))
print(sorted(re.findall(r"[a-z']+", "It's the end. THE end!".lower())), re.split(r"(?<=[.!?])\s+", "One. Two! Three? Four"), dict(re.findall(r"(\w+)=(\w+)", "a=1 b=2")))
