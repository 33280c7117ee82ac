// Runs the WASI build as a command: node --no-warnings run-wasi.mjs krait-wasi.wasm ARGS
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WASI } from 'node:wasi';

const [file, ...args] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args: ['krait', ...args],
  env: {
    ...process.env,
    PWD: process.cwd(),
    KRAIT_LIBRARY: process.env.KRAIT_LIBRARY ?? join(dirname(file), 'lib', 'python3.14'),
  },
  preopens: { '/': '/' },
});
const module = new WebAssembly.Module(readFileSync(file));
const instance = new WebAssembly.Instance(module, wasi.getImportObject());
process.exit(wasi.start(instance));
