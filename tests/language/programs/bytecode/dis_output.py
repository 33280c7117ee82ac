import dis, io
def f(a, b):
    c = a + b
    if c > 10:
        return [x * 2 for x in range(c)]
    try:
        return a[b]
    except KeyError as e:
        print(e)
    finally:
        b = 1
for i in dis.get_instructions(f):
    if i.opname not in ("CACHE",): print(i.offset, i.opname, i.arg, i.argrepr, i.line_number if i.starts_line else "", "T" if i.is_jump_target else "", sep=" ")
out = io.StringIO()
dis.dis("x = 1\nfor i in y:\n    print(i, sep='')\n", file=out)
print(out.getvalue())
print(dis.stack_effect(dis.opmap["POP_TOP"]), dis.stack_effect(dis.opmap["LOAD_CONST"], 0), [o for o in dis.hasjrel][:0], "BINARY_OP" in dis.opmap, len(dis.opname) >= 256, list(dis.findlinestarts(f.__code__))[:3])
print(dis.code_info(f).replace(__file__, "FILE").splitlines()[0:2], dis.Bytecode(f).first_line, [b.opname for b in dis.Bytecode("a+b")])
