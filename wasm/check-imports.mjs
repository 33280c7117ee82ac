// Fails when a module imports a function that js/ does not provide: an undefined C function, or a new
// demand of a newer C library. (Emscripten's own check does not know what js/ provides.)
//
// usage: node wasm/check-imports.mjs MODULE
import { readFileSync } from 'node:fs';
import { hostFunctions } from '../js/interpreter.mjs';

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const known = hostFunctions();
let missing = 0;
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  if (known[from]?.[name] || name.startsWith('__syscall_')) continue;
  console.error(`undefined function: ${name}${from === 'env' ? '' : ` (${from})`}`);
  missing++;
}
process.exitCode = missing ? 1 : 0;
