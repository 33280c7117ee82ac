# Text tables: parse, align, sort, and aggregate.
src = """
| Name | Qty | Price |
|:-----|----:|:-----:|
| apple | 3 | 1.25 |
| kiwi | 12 | 0.5 |
| dragon fruit | 1 | 6 |
| | 0 | n/a |
"""
def cells(line): return [c.strip() for c in line.strip().strip("|").split("|")]
head, marks, *rows = map(cells, src.strip().splitlines())
align = ["^" if m[0] == m[-1] == ":" else ">" if m[-1] == ":" else "<" for m in marks]
widths = [max(len(r[i]) for r in (head, *rows)) for i in range(len(head))]
def line(r): return "| " + " | ".join(f"{c:{a}{w}}" for c, a, w in zip(r, align, widths)) + " |"
print(line(head), "|" + "|".join(":" * (a != ">") + "-" * (w + (2 if a == "^" else 1) - (a == "^") * 1 - 0) + ":" * (a != "<") if a == "^" else (":" + "-" * (w + 1) if a == "<" else "-" * (w + 1) + ":") for a, w in zip(align, widths)) + "|", *map(line, rows), sep="\n")
def num(s):
    try: return float(s)
    except ValueError: return None
cols = list(zip(*rows))
print([sum(v for c in col if (v := num(c)) is not None) for col in cols], sorted(rows, key=lambda r: (num(r[2]) is None, -(num(r[2]) or 0))))
print(sum(int(q) * p for _, q, pr in rows if (p := num(pr)) is not None), max(rows, key=lambda r: len(r[0]))[0], {n or "?": int(q) for n, q, _ in rows})
box = "┌─┬┐│├┼┤└┴┘"
def boxed(rows):
    ws = [max(map(len, c)) for c in zip(*rows)]
    bar = lambda l, m, r: l + m.join("─" * (w + 2) for w in ws) + r
    body = ["│" + "│".join(f" {c:<{w}} " for c, w in zip(r, ws)) + "│" for r in rows]
    return "\n".join([bar("┌", "┬", "┐"), body[0], bar("├", "┼", "┤"), *body[1:], bar("└", "┴", "┘")])
print(boxed([head, *rows]))
print("\n".join(f"{n:<14}{'█' * int(q)}{q:>3}" for n, q, _ in rows if n), len(box), "Σ".join(head))
