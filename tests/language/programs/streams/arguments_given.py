# args: one --two=2 -3 last
import sys
print(len(sys.argv), sys.argv[1:], sys.argv[0].endswith("arguments_given.py"))
flags = dict(a.lstrip("-").partition("=")[::2] for a in sys.argv[1:] if a.startswith("--"))
print(flags, [ascii(a) for a in sys.argv], sys.orig_argv is not None)
import argparse
p = argparse.ArgumentParser()
p.add_argument("words", nargs="*"); p.add_argument("--two", type=int); p.add_argument("-3", dest="three", action="store_true")
print(sorted(vars(p.parse_intermixed_args()).items(), key=lambda t: t[0]))
