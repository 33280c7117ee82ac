// How much of the engine's stack WebAssembly can use. Engines do not tell, and what they have differs: pages,
// workers, threads of Node.js, stacks of JSPI. So it is measured, by a module whose one function calls itself
// with so many variables to keep.
const variables = 128;
const frame = 8 * variables + 32; // at least
/** What the interpreter's own stack, beside the engine's, is enough for. */
const most = 900 << 10;
/** For what the interpreter calls: imports, and the embedder's functions behind them. */
const reserve = 64 << 10;
/** Whether the engine can put a WebAssembly stack aside (JSPI). */
const canSuspend = 'Suspending' in WebAssembly;

/** @param {number} n @returns {number[]} */
const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >> 7)]);
/** @param {(i: number) => number[]} code */
const each = (code) => Array.from({ length: variables }, (_, i) => code(i)).flat();

async function measure() {
  const body = [
    ...[1, ...leb(variables), 0x7e],
    // if (++count < ...) {
    // prettier-ignore
    ...[0x23, 0, 0x41, 1, 0x6a, 0x24, 0, 0x23, 0, 0x41, ...leb(((most + reserve) / frame) | 0), 0x48, 0x04, 0x40],
    ...each((i) => [0x41, 0, 0x29, 3, ...leb(8 * i), 0x21, ...leb(i)]), // variable = memory
    ...[0x10, 0],
    ...each((i) => [0x41, 0, 0x20, ...leb(i), 0x37, 3, ...leb(8 * i)]), // memory = variable
    ...[0x0b, 0x0b],
  ];
  const code = [1, ...leb(body.length), ...body];
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0], // a type
    ...[3, 2, 1, 0], // a function
    ...[5, 3, 1, 0, 1], // a memory
    ...[6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b], // the count
    ...[7, 9, 2, 1, 0x66, 0, 0, 1, 0x6e, 3, 0], // exports f and n
    ...[10, ...leb(code.length), ...code],
  ];
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(bytes));
  const { f, n } = /** @type {any} */ (instance.exports);
  try {
    await (canSuspend ? /** @type {any} */ (WebAssembly).promising(f) : f)();
  } catch {
    // The stack is full.
  }
  return Math.max(n.value * frame - reserve, reserve);
}

/** @type {Promise<number> | undefined} */
let size;
/** Bytes that the interpreter may use. */
export const stackSize = () => (size ??= measure());
