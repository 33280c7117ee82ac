# Two interpreters: a Turing machine table and Brainfuck with jump precompilation.
def turing(rules, tape, state="A", limit=1000):
    cells, pos, n = dict(enumerate(tape)), 0, 0
    while state != "H":
        if n >= limit: return f"no halt in {limit}"
        w, d, state = rules[state, cells.get(pos, "0")]
        cells[pos] = w; pos += 1 if d == "R" else -1; n += 1
    lo, hi = min(cells), max(cells)
    return n, "".join(cells.get(i, "0") for i in range(lo, hi + 1))
def table(s): return {(l[0], str(i)): tuple(a) for l in s.split() for i, a in enumerate(l.split(":")[1].split(","))}
for s in ("A:1RB,1LB B:1LA,1RH", "A:1RB,1RH B:0RC,1RB C:1LC,1LA", "A:1RB,1LB B:1LA,0LC C:1RH,1LD D:1RD,0RA", "A:1RA,1RA"):
    t = turing(table(s), ""); print(t if isinstance(t, str) else (t[0], t[1].count("1")))
inc = {("A", "0"): ("0", "R", "A"), ("A", "1"): ("1", "R", "A"), ("A", "_"): ("_", "L", "B"), ("B", "1"): ("0", "L", "B"), ("B", "0"): ("1", "R", "H")}
print([turing(inc, x + "_") for x in ("0011", "0111", "0000")])
def bf(src, inp=""):
    jump, st = {}, []
    for i, c in enumerate(src):
        if c == "[": st.append(i)
        elif c == "]":
            if not st: raise SyntaxError(f"unmatched ] at {i}")
            j = st.pop(); jump[i], jump[j] = j, i
    if st: raise SyntaxError(f"unmatched [ at {st[-1]}")
    mem, p, pc, out, it = bytearray(100), 0, 0, [], iter(inp.encode())
    while pc < len(src):
        match src[pc]:
            case ">": p += 1
            case "<": p -= 1
            case "+": mem[p] = mem[p] + 1 & 255
            case "-": mem[p] = mem[p] - 1 & 255
            case ".": out.append(chr(mem[p]))
            case ",": mem[p] = next(it, 0)
            case "[" if not mem[p]: pc = jump[pc]
            case "]" if mem[p]: pc = jump[pc]
        pc += 1
    return "".join(out)
hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
print(repr(bf(hello)), repr(bf(",[.,]", "echo")), repr(bf(",>,<[->+<]>.", "\x03\x04")), repr(bf(">,[>,]<[.<]", "reverse")), bf("-.") == "\xff")
for bad in ("[[]", "]", "+[-]]"):
    try: bf(bad)
    except SyntaxError as e: print(e)
def collatz_lang(n):
    rules, s = {"a": "bc", "b": "a", "c": "aaa"}, "a" * n
    out = [len(s)]
    while len(s) > 1:
        s = s[2:] + rules[s[0]]
        if set(s) == {"a"}: out.append(len(s))
    return out
print(collatz_lang(3), collatz_lang(7))
