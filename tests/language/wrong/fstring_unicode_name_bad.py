f"\N{NOPE} {a}"
