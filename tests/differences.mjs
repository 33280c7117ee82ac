// Where Krait deliberately does not print what CPython 3.14 in Pyodide prints: by name, with the reason.
//
// An entry is { programs, reason, normalize }: `programs` are names as the comparison prints them (a path
// from tests/ on, or "path:number" for a snippet); `normalize(text)` is applied to what both print and
// must take away the difference and nothing else. An entry that hides nothing fails the suite.

/** Applied to every program's output. */
export function normalizeAll(text) {
  // Addresses in default reprs.
  return text.replace(/\bat 0x[0-9a-fA-F]{3,}/g, 'at 0x…');
}

/** @type {{programs: string[], reason: string, normalize: (text: string) => string}[]} */
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
];
