// The frozen modules. What start-up imports is inside the binary, so that `python -c` reads no file at all; a
// few more are frozen as CPython has them, but compiled from the library's files when they are imported, for
// every download would have them. Everything else comes from the library directory through sys.path.

/** Frozen name -> the library's file, for the two that are known by another name. */
export const aliases = {
  _frozen_importlib: 'importlib._bootstrap',
  _frozen_importlib_external: 'importlib._bootstrap_external',
};

export const modules = [
  '_frozen_importlib',
  '_frozen_importlib_external',
  // site
  'abc',
  'codecs',
  'io',
  '_collections_abc',
  '_sitebuiltins',
  'genericpath',
  'posixpath',
  'os',
  'site',
  'stat',
  // the source of -c, for tracebacks
  'linecache',
  // text
  'encodings',
  'encodings.aliases',
  'encodings.ascii',
  'encodings.latin_1',
  'encodings.utf_8',
];

/** Frozen, but not in the binary. */
export const inLibrary = ['importlib.machinery', 'importlib.util', 'ntpath', 'runpy', 'zipimport'];
