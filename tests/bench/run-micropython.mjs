// Runs one program in MicroPython: node run-micropython.mjs FILE
import { readFileSync } from 'node:fs';
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';

const mp = await loadMicroPython({
  heapsize: 64 << 20,
  stdout: (line) => console.log(line),
  linebuffer: true,
});
try {
  mp.runPython(readFileSync(process.argv[2], 'utf8'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
