# Realistic table rendering with the format mini-language.
rows = [("Widget", 4, 3.5, 0.05), ("Gadget with a long name", 12, 119.999, -0.125), ("é-thing", 0, 0.0, 1.0), ("日本", 1000000, 1e-3, 0.333)]
head = ("item", "qty", "price", "change")
widths = [max(len(f"{h}"), *(len(format(r[i], s)) for r in rows)) for i, (h, s) in enumerate(zip(head, ("", ",", ".2f", "+.1%")))]
print(" | ".join(f"{h:^{w}}" for h, w in zip(head, widths)))
print("-+-".join("-" * w for w in widths))
for name, q, p, c in rows:
    print(f"{name:<{widths[0]}} | {q:>{widths[1]},} | {p:>{widths[2]}.2f} | {c:>+{widths[3]}.1%}")
print(f"{'total':.<{widths[0]}} | {sum(r[1] for r in rows):>{widths[1]},d} |")
for n in (0, 1, 999, 1000, 1536, 10 ** 6, 5 * 2 ** 30, 2 ** 63):
    v, u = float(n), 0
    while v >= 1024: v, u = v / 1024, u + 1
    print(f"{n:>20,} = {v:7.2f} {'B KiB MiB GiB TiB PiB EiB'.split()[u]:<3} = {n:#018x} = {n:_b}"[:90])
for t in (0, 61, 3661, 86399.5):
    h, rem = divmod(t, 3600); m, s = divmod(rem, 60)
    print(f"{int(h):02}:{int(m):02}:{s:06.3f}", end=" ")
print()
for x in (0.1, 1 / 3, 12345.678, 1e-9):
    print(f"[{x:10.4f}] [{x:<12.3e}] [{x:^14.6g}] [{x:+.0f}] [{x:%}] [{x!r:>24}]")
print("\n".join(f"{i:>3} {'#' * int(v):<20} {v:5.1f}" for i, v in enumerate([1.5, 7.25, 19.9, 0])))
