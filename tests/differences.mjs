// Where Krait deliberately does not print what CPython 3.14 in Pyodide prints: by name, with the reason.
//
// An entry is { programs, reason, normalize }: `programs` are names as the comparison prints them (a path
// from tests/ on, or "path:number" for a snippet); `normalize(text)` is applied to what both print and
// must take away the difference and nothing else. An entry that hides nothing fails the suite.

/** Applied to every program's output. */
export function normalizeAll(text) {
  return (
    text
      // Addresses in default reprs.
      .replace(/\bat 0x[0-9a-fA-F]{3,}/g, 'at 0x…')
      // Where the standard library is: a zip file there, a directory of the installation here.
      .replace(/(?:\/[^\s'"():,]*)?\/lib\/python3(?:14\.zip|\.14)(?=\/)/g, '…/lib/python3.14')
  );
}

/**
 * `status`: the exit status of both, where it differs; then `normalize` may be absent.
 * @type {{programs: string[], reason: string, normalize?: (text: string) => string,
 *         status?: {cpython: number, krait: (number|string)[]}}[]}
 */
export const differences = [
  {
    programs: ['language/programs/memory/gc_module.py'],
    reason:
      'three generations with three thresholds that count, as documented; CPython 3.14 ignores the third',
    normalize: (text) => text.replace('(500, 5, 5)', '(500, 5, 0)'),
  },
  {
    programs: ['language/programs/memory/refcounts.py'],
    reason:
      'getrefcount() counts the argument it is given in functions as in modules; CPython 3.14 borrows local variables',
    normalize: (text) => text.replace(/^1\n5\n0\nTrue$/m, '1\n5\n0\nFalse'),
  },
  {
    programs: [
      'language/programs/memory/exit_order_functions.py',
      'language/programs/memory/exit_order_plain.py',
    ],
    reason:
      'a collection finalizes from the oldest to the youngest; CPython has those last that a collection before reached only through younger ones',
    normalize: (text) =>
      text.replace(/^(del .*\n)+/m, (lines) => lines.split('\n').sort().join('\n')),
  },
  {
    programs: ['language/programs/sysmod/sys_attributes.py'],
    reason: 'sys.implementation.name is the implementation',
    normalize: (text) => text.replace('final cpython', 'final krait'),
  },
  {
    programs: ['language/programs/imports/circular_modules.py'],
    reason:
      "the oracle's interpreter was not started with a script, so that it does not know that a module beside the script may hide a library; python3 prog.py says what Krait says",
    normalize: (text) =>
      text.replace(
        "module 'attr_circ' has no attribute 'value' (consider renaming 'attr_circ.py' if it has the same name as a library you intended to import)",
        "partially initialized module 'attr_circ'",
      ),
  },
  {
    programs: ['language/programs/uncaught/keyboard_interrupt.py'],
    reason:
      'python3 ends itself by SIGINT, which a shell shows as 130; the oracle only learns that the program failed',
    status: { cpython: 1, krait: [130, 'signal SIGINT'] },
  },
];
