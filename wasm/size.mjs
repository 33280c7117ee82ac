// Prints what a first visit downloads: the module and the JavaScript (DIST/js/index.mjs and what it imports), plain
// and after brotli, each file for itself. Fails when that is more than it may be.
//
// usage: node wasm/size.mjs DIST
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { withImports } from './bundle.mjs';

const dist = process.argv[2];
const limit = 900_000;

/** The files a page loads. */
const page = [join(dist, 'krait.wasm'), ...withImports(join(dist, 'js', 'index.mjs'))];

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
const row = (name, plain, packed) =>
  console.log(`${name.padEnd(22)}${String(plain).padStart(12)}${String(packed).padStart(12)}`);

row('bytes', 'plain', 'brotli');
let plain = 0;
let packed = 0;
for (const file of page) {
  const bytes = readFileSync(file);
  const size = brotli(bytes);
  row(relative(dist, file), bytes.length, size);
  plain += bytes.length;
  packed += size;
}
row('together', plain, packed);
console.log(
  packed <= limit ? `within ${limit}` : `OVER THE LIMIT of ${limit} by ${packed - limit}`,
);
if (packed > limit) process.exitCode = 1;
for (const name of ['library.gz', 'krait-wasi.wasm']) {
  const path = join(dist, name);
  if (existsSync(path)) row(name, readFileSync(path).length, '');
}
