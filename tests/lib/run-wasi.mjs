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
// Called through JavaScript: V8's direct calls of these functions abort Node.js 20 now and then once the memory
// has grown.
const imports = wasi.getImportObject();
for (const functions of Object.values(imports))
  for (const [name, f] of Object.entries(functions)) functions[name] = (...args) => f(...args);
const instance = new WebAssembly.Instance(module, imports);
process.exit(wasi.start(instance));
