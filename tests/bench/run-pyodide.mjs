// Runs one program in Pyodide: node run-pyodide.mjs FILE
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const py = await loadPyodide();
py.runPython(readFileSync(process.argv[2], 'utf8'), { filename: process.argv[2] });
py.runPython('import sys; sys.stdout.flush()');
process.exit(0);
