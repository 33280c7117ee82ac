// Says in the module which functions every start calls, so that an engine can compile them at once, on all
// processors, before they are called one by one. It is the section "compilationHints" of V8 (a byte per function),
// which is asked for with --experimental-wasm-compilation-hints, as js/cli.mjs does; other engines skip it.
//
// The functions are those that Node.js compiles when it compiles lazily and runs `print(1)`.
//
// usage: node wasm/hints.mjs MODULE (which is changed)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE, CUSTOM, FUNCTION, number, readNumber, readSections } from './module.mjs';

const path = process.argv[2];
const wasm = readFileSync(path);

const sections = readSections(wasm);

/** The module without custom sections: a log that had the functions' names would not have their indices. */
const nameless = () =>
  Buffer.concat([
    wasm.subarray(0, 8),
    ...sections.filter(({ id }) => id !== CUSTOM).map(({ at, end }) => wasm.subarray(at, end)),
  ]);

/** The indices of the functions a start compiles, imported functions counted. */
function functionsOfStart() {
  const folder = mkdtempSync(join(tmpdir(), 'krait-hints-'));
  try {
    const [log, trial] = [join(folder, 'log'), join(folder, 'krait.wasm')];
    writeFileSync(trial, nameless());
    const flags = ['--log-code', `--logfile=${log}`, '--no-logfile-per-isolate'];
    const cli = fileURLToPath(new URL('../js/cli.mjs', import.meta.url));
    execFileSync(process.execPath, [...flags, cli, '-I', '-c', 'print(1)'], {
      env: { ...process.env, KRAIT_WASM: trial },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const text = readFileSync(log, 'latin1');
    const found = text.matchAll(/^code-creation,JS,.*?wasm-function\[(\d+)\]/gm);
    return new Set([...found].map(([, index]) => Number(index)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const LAZY = 1;
const EAGER = 2;
const BASELINE = 1 << 2;

const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(
  ({ kind }) => kind === 'function',
).length;
const at = (/** @type {number} */ id) => {
  const found = sections.find((section) => section.id === id);
  if (!found) throw new Error(`${path}: no section ${id}`);
  return found;
};
const [count] = readNumber(wasm, at(FUNCTION).start);
const eager = functionsOfStart();
if (eager.size < 100) throw new Error(`${path}: Node.js did not say what it compiled`);
const hints = Array.from(
  { length: count },
  (_, i) => (eager.has(imported + i) ? EAGER : LAZY) | BASELINE,
);
const name = Buffer.from('compilationHints');
const content = [...number(name.length), ...name, ...number(count), ...hints];
const section = Buffer.from([CUSTOM, ...number(content.length), ...content]);
const place = at(CODE).at;
writeFileSync(
  `${path}.tmp`,
  Buffer.concat([wasm.subarray(0, place), section, wasm.subarray(place)]),
);
renameSync(`${path}.tmp`, path);
