// The parts of a WebAssembly module's binary form that the build changes: numbers and sections.
// WebAssembly Core Specification, chapter 5.

export const CUSTOM = 0;
export const IMPORT = 2;
export const FUNCTION = 3;
export const MEMORY = 5;
export const GLOBAL = 6;
export const CODE = 10;
export const DATA = 11;
export const DATA_COUNT = 12;

/** Unsigned LEB128. @param {Uint8Array} bytes @param {number} at @returns {[number, number]} the number, and where it ends */
export function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/** LEB128. @param {number} value @param {boolean} [signed] @returns {number[]} bytes */
export function number(value, signed = false) {
  const bytes = [];
  for (;;) {
    const byte = value & 127;
    value = Math.floor(value / 128);
    if (value === 0 && !(signed && byte & 64)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

/**
 * @typedef {object} Section
 * @property {number} id
 * @property {number} at where its header is
 * @property {number} start of its content
 * @property {number} end
 */

/** @param {Uint8Array} bytes a module @returns {Section[]} */
export function readSections(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length;) {
    const [size, start] = readNumber(bytes, at + 1);
    sections.push({ id: bytes[at], at, start, end: start + size });
    at = start + size;
  }
  return sections;
}
