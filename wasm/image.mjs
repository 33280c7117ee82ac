// Runs the first half of initialization (src/vm/prepare.c) and writes the memory that comes out into the module,
// in place of the data it was linked with: a start goes on from there.
//
// usage: node wasm/image.mjs MODULE OUTPUT
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Interpreter } from '../js/interpreter.mjs';
import { System } from '../js/system.mjs';

const [input, output] = process.argv.slice(2);
const wasm = readFileSync(input);

// --- the module's sections ---------------------------------------------------------------------------------

const MEMORY = 5;
const GLOBAL = 6;
const DATA = 11;
const DATA_COUNT = 12;

/** Unsigned LEB128. @param {number} at @returns {[number, number]} the number, and where it ends */
function readNumber(at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}
/** @param {number} value @param {boolean} [signed] */
function number(value, signed = false) {
  const bytes = [];
  for (;;) {
    const byte = value & 127;
    value = Math.floor(value / 128);
    if (value === 0 && !(signed && byte & 64)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

/** @type {{ id: number, start: number, end: number }[]} */
const sections = [];
for (let at = 8; at < wasm.length;) {
  const id = wasm[at];
  const [size, start] = readNumber(at + 1);
  sections.push({ id, start, end: start + size });
  at = start + size;
}
/** @param {number} id */
const section = (id) => sections.find((s) => s.id === id);

/** The stack pointer at rest: the first global. Memory below it is stack, which is empty. */
function stackTop() {
  const globals = section(GLOBAL);
  const [, first] = readNumber(globals?.start ?? 0);
  const [i32, mutable, constant] = [0x7f, 1, 0x41];
  if (wasm[first] !== i32 || wasm[first + 1] !== mutable || wasm[first + 2] !== constant)
    throw new Error(`${input}: the first global is not a stack pointer`);
  return readNumber(first + 3)[0];
}

// --- the image ---------------------------------------------------------------------------------------------

const interpreter = new Interpreter(new WebAssembly.Module(wasm), new System({ streams: [] }), {});
const { exports } = interpreter;
if (exports.kr_image_prepare() !== 0) throw new Error(`${input}: initialization failed`);
const memory = new Uint8Array(exports.memory.buffer);
const words = new Uint32Array(exports.memory.buffer);
for (let i = 0; ; i++) {
  const place = exports.kr_image_spare(i) >>> 0;
  if (!place) break;
  memory.fill(0, words[place / 4], words[place / 4] + words[place / 4 + 1]);
}

/** Runs of memory that are not zero, with short gaps: [start, end]. */
function* runs() {
  const gap = 32;
  let at = stackTop();
  while (at < memory.length) {
    while (at < memory.length && (at % 4 ? memory[at] === 0 : words[at / 4] === 0)) at += at % 4 ? 1 : 4;
    if (at >= memory.length) return;
    const start = at;
    let end = at;
    while (at < memory.length && at - end < gap) if (memory[at++] !== 0) end = at;
    yield [start, end];
  }
}

const segments = [];
let count = 0;
for (const [start, end] of runs()) {
  const active = [0, 0x41, ...number(start, true), 0x0b, ...number(end - start)];
  segments.push(Uint8Array.from(active), memory.subarray(start, end));
  count++;
}
const data = Buffer.concat([Uint8Array.from(number(count)), ...segments]);

// --- the new module ----------------------------------------------------------------------------------------

const pages = section(MEMORY);
const [, limits] = readNumber(pages?.start ?? 0);
if (readNumber(limits + 1)[0] * 65536 < memory.length)
  throw new Error(`${input}: initialization took more memory than the module starts with`);

const out = [wasm.subarray(0, 8)];
for (const { id, start, end } of sections) {
  let body = wasm.subarray(start, end);
  if (id === DATA) body = data;
  if (id === DATA_COUNT) body = Buffer.from(number(count));
  out.push(Uint8Array.from([id, ...number(body.length)]), body);
}
writeFileSync(`${output}.new`, Buffer.concat(out));
renameSync(`${output}.new`, output);
