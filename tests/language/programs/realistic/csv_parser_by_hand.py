# A CSV reader as a state machine generator, with quoting and errors.
def parse(text, sep=",", quote='"'):
    row, field, state, line = [], [], "start", 1
    for ch in text + "\n" * (not text.endswith("\n")):
        if ch == "\n" and state != "quoted":
            if row or field or state != "start":
                row.append("".join(field)); yield row
            row, field, state = [], [], "start"
        elif state in ("start", "plain") and ch == sep:
            row.append("".join(field)); field, state = [], "start"
            state = "after"
        elif state in ("start", "after") and ch == quote: state = "quoted"
        elif state == "quoted" and ch == quote: state = "maybe"
        elif state == "maybe" and ch == quote: field.append(quote); state = "quoted"
        elif state == "maybe" and ch == sep: row.append("".join(field)); field, state = [], "after"
        elif state == "maybe": raise ValueError(f"line {line}: {ch!r} after closing quote")
        elif state == "after" and ch == sep: row.append("")
        else: field.append(ch); state = state if state == "quoted" else "plain"
        line += ch == "\n"
    if state == "quoted": raise ValueError(f"line {line}: unterminated quote")
data = 'name,qty,note\nwidget,4,"has, comma"\n"gad""get",2,"two\nlines"\n,,\nlast,1,'
for r in parse(data): print(r)
for bad in ('a,"b"c', 'x,"open'):
    try: print(list(parse(bad)))
    except ValueError as e: print("error:", e)
head, *rows = parse(data)
recs = [dict(zip(head, r)) for r in rows]
print([r["name"] for r in recs], sum(int(r["qty"] or 0) for r in recs))
def dump(rows): return "\n".join(",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & set(',"\n') else c for c in r) for r in rows)
print(dump(parse(data)) == dump(parse(dump(parse(data)))), repr(dump(rows)))
