// The standard library: CPython 3.14's own Python files, unmodified, out of the zip that the pinned npm
// package `pyodide` carries. They are read at build time and never enter the repository.
//
// usage: node wasm/stdlib.mjs DIRECTORY ARCHIVE
//   DIRECTORY  where the files go, for Node.js and the native build
//   ARCHIVE    all of them in one gzip file, for web pages (js/index.mjs unpacks it)
import { mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync, inflateRawSync } from 'node:zlib';

const require = createRequire(import.meta.url);

// What is Pyodide's and not CPython's.
const foreign = /^(pyodide|_pyodide|site-packages)\/|^_sysconfigdata__|^pyodide_/;

/** Yields [name, bytes] for every file of a zip archive. */
function* unzip(zip) {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== 0x06054b50) end--;
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const nameSize = zip.readUInt16LE(at + 28);
    const skip = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize);
    at += 46 + nameSize + skip;
    if (name.endsWith('/')) continue;
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    if (method !== 0 && method !== 8) throw new Error(`${name}: zip method ${method}`);
    yield [name, method === 8 ? inflateRawSync(data) : data];
  }
}

let everything;
/** Map from path ("os.py", "json/decoder.py") to bytes. `all`: with Pyodide's own files (for tests). */
export function stdlib({ all = false } = {}) {
  if (!everything) {
    const zip = join(dirname(require.resolve('pyodide/package.json')), 'python_stdlib.zip');
    everything = new Map(unzip(readFileSync(zip)));
  }
  return all ? everything : new Map([...everything].filter(([name]) => !foreign.test(name)));
}

/** The modules that are Krait's own, from src/lib: name and bytes. */
function own() {
  const dir = fileURLToPath(new URL('../src/lib/', import.meta.url));
  return readdirSync(dir, { recursive: true })
    .filter((name) => name.endsWith('.py'))
    .map((name) => [name, readFileSync(join(dir, name))]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const [target, archive] = process.argv.slice(2);
  rmSync(target, { recursive: true, force: true });
  const files = [...stdlib(), ...own()];
  for (const [name, bytes] of files) {
    const path = join(target, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  const index = Buffer.from(JSON.stringify(files.map(([name, bytes]) => [name, bytes.length])));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(index.length);
  writeFileSync(
    archive,
    gzipSync(Buffer.concat([size, index, ...files.map(([, bytes]) => bytes)]), { level: 9 }),
  );
}
