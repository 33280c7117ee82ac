import argparse, sys, io
def build():
    p = argparse.ArgumentParser(prog="tool", description="A tool that does things.", epilog="See the manual.")
    p.add_argument("-v", "--verbose", action="count", default=0, help="more output")
    p.add_argument("--version", action="version", version="%(prog)s 1.0")
    p.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (default: %(default)s)")
    p.add_argument("--mode", choices=["fast", "slow"], default="fast")
    p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True)
    p.add_argument("--list", nargs="*", type=float); p.add_argument("--pair", nargs=2); p.add_argument("--opt", nargs="?", const="C", default="D"); p.add_argument("--add", action="append"); p.add_argument("--const", action="store_const", const=42)
    g = p.add_mutually_exclusive_group(); g.add_argument("--a", action="store_true"); g.add_argument("--b", action="store_true")
    sub = p.add_subparsers(dest="cmd", title="commands")
    run = sub.add_parser("run", help="run it"); run.add_argument("file"); run.add_argument("rest", nargs=argparse.REMAINDER)
    lst = sub.add_parser("list", aliases=["ls"]); lst.add_argument("--all", action="store_true"); lst.set_defaults(func=lambda a: f"listing all={a.all}")
    return p
def go(*argv):
    out, err = io.StringIO(), io.StringIO()
    so, se, sys.stdout, sys.stderr = sys.stdout, sys.stderr, out, err
    try:
        try: r = build().parse_args(argv)
        except SystemExit as e: r = f"exit {e.code}"
        except Exception as e: r = f"{type(e).__name__} {e}"
    finally: sys.stdout, sys.stderr = so, se
    if hasattr(r, "func"): print(r.func(r)); del r.func
    print(argv, "->", r, out.getvalue(), err.getvalue())
for argv in [(), ("-vvn5", "--mode", "slow", "run", "x.py", "-q", "z"), ("--no-flag", "ls", "--all"), ("--list", "1", "2.5", "--pair", "a", "b", "--opt", "--add", "1", "--add", "2", "--const"), ("--opt=val", "--number=7"), ("--nu", "9"), ("--number", "x"), ("--mode", "medium"), ("--a", "--b"), ("run",), ("bogus",), ("--pair", "one"), ("--unknown",), ("--version",), ("-h",), ("run", "-h"), ("--list", "x"), ("--l", "1")]: go(*argv)
p = argparse.ArgumentParser(add_help=False, exit_on_error=False); p.add_argument("x", type=lambda s: int(s, 16)); p.add_argument("ys", nargs="+")
print(p.parse_args(["ff", "a", "b"]), p.parse_known_args(["1", "z", "--more"]), p.format_usage(), p.parse_args(["1", "2"], namespace=argparse.Namespace(pre=1)))
try: p.parse_args(["zz", "a"])
except argparse.ArgumentError as e: print(e)
