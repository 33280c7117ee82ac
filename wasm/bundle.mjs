// Writes dist/js: js/ as it is shipped, in few files without comments and long names. The checkout runs js/ itself;
// the package and the playground have dist/js, where `dist` is one directory up.
//
// usage: node wasm/bundle.mjs DIST
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file and all it imports at once: what a page loads before it runs. @param {string} file */
export function withImports(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, name] of text.matchAll(/\b(?:import|from)\s*["'](\.[^"']+)["']/g))
    withImports(join(dirname(file), name), found);
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const { build } = await import('esbuild');
  const outdir = join(process.argv[2], 'js');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['js/index.mjs', 'js/cli.mjs'],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: ['node:*'],
    define: { 'import.meta.dist': '"../"' },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    logLevel: 'warning',
  });
}
