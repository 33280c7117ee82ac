// The modules inside the binary: what start-up imports, so that `python -c` reads no file at all.
// Everything else comes from the library directory through sys.path.

/** Frozen name -> the library's file, for the two that are known by another name. */
export const aliases = {
  _frozen_importlib: 'importlib._bootstrap',
  _frozen_importlib_external: 'importlib._bootstrap_external',
};

export const modules = [
  '_frozen_importlib',
  '_frozen_importlib_external',
  'zipimport',
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
  // -m
  'importlib',
  'importlib._abc',
  'importlib.machinery',
  'importlib.util',
  'runpy',
  // text
  'encodings',
  'encodings.aliases',
  'encodings.ascii',
  'encodings.latin_1',
  'encodings.utf_8',
];
