// Packs the name tables of gen-unicode.mjs: an arithmetic coder, whose probabilities are a mix of what followed in
// the same contexts before (as in PAQ). Contexts and arithmetic are those of unicode_unpack.c; the two must agree
// to the bit. Brotli needs 13 KB more for the plain tables.

const COUNTER_BITS = 18;
const MAX_CONTEXTS = 8;
const LIMIT = 60;
const RATE = 80;
/** By how often a context was seen, in sixteenths. */
const confidence = [0, 13, 16, 19];
/** 4096 / (1 + exp(-x / 256)) for x = -2048, -1920, ... 2048 */
const squashes = Array.from({ length: 33 }, (_, i) => Math.round(4096 / (1 + Math.exp(8 - i / 2))));

/** @param {number} x */
function squash(x) {
  if (x > 2047) return 4095;
  if (x < -2047) return 1;
  const part = x & 127;
  const i = (x >> 7) + 16;
  const p = (squashes[i] * (128 - part) + squashes[i + 1] * part + 64) >> 7;
  return Math.max(p, 1);
}
const stretches = new Int16Array(4096).fill(2047);
for (let x = -2047, p = 0; x <= 2047; x++)
  for (const to = squash(x); p <= to; p++) stretches[p] = x;

/** @param {...number} values */
function hash(...values) {
  let h = 0;
  for (const v of values) {
    h = Math.imul(h + v + 1, 0x9e3779b1);
    h ^= h >>> 16;
  }
  return h;
}

class Coder {
  low = 0;
  high = 0xffffffff;
  /** @type {number[]} */
  bytes = [];
  /** Probability (16 bits), how often seen (6), a check of the context (10). */
  counters = new Uint32Array(1 << COUNTER_BITS).fill(0x80000000);
  weights = new Int32Array((16 << 8) * MAX_CONTEXTS).fill(20000);

  /** @param {number} h */
  find(h) {
    const check = h & 1023;
    let k = h >>> (32 - COUNTER_BITS);
    const { counters } = this;
    if ((counters[k] & 1023) === check) return k;
    if ((counters[k ^ 1] & 1023) === check) return k ^ 1;
    if (((counters[k ^ 1] >>> 10) & 63) < ((counters[k] >>> 10) & 63)) k ^= 1;
    counters[k] = 0x80000000 + check;
    return k;
  }

  /** @param {number} bit @param {number[]} contexts @param {number} set of weights @param {number} node */
  bit(bit, contexts, set, node) {
    const { counters, weights } = this;
    const first = ((set << 8) + node) * MAX_CONTEXTS;
    const places = contexts.map((context, i) => {
      let h = (context + Math.imul(node + (i << 8), 0x2545f491)) | 0;
      h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
      return this.find(h ^ (h >>> 13));
    });
    const inputs = places.map((k) => {
      const c = counters[k];
      return (stretches[c >>> 20] * confidence[Math.min((c >>> 10) & 63, 3)]) >> 4;
    });
    const sum = inputs.reduce((s, input, i) => (s + Math.imul(input, weights[first + i])) | 0, 0);
    const p = squash(sum >> 16);
    const middle = this.low + Math.floor((this.high - this.low) / 4096) * p;
    if (bit) this.high = middle;
    else this.low = middle + 1;
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.bytes.push(this.high >>> 24);
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
    }
    const error = (bit * 4095 - p) * RATE;
    places.forEach((k, i) => {
      weights[first + i] += (Math.imul(inputs[i], error) + 0x8000) >> 16;
      const c = counters[k];
      const seen = (c >>> 10) & 63;
      const old = c >>> 16;
      const value =
        old + (Math.imul((bit ? 0xffff : 0) - old, Math.floor(65536 / (2 * seen + 3))) >> 15);
      counters[k] = ((value << 16) | (Math.min(seen + 1, LIMIT) << 10) | (c & 1023)) >>> 0;
    });
  }
  /** @param {number} value @param {number} bits @param {number} set @param {number[]} contexts */
  symbol(value, bits, set, contexts) {
    for (let node = 1, k = bits - 1; k >= 0; k--) {
      const bit = (value >> k) & 1;
      this.bit(bit, contexts, set, node);
      node = node * 2 + bit;
    }
  }
  end() {
    for (let i = 0; i < 4; i++) this.bytes.push((this.high >>> (24 - 8 * i)) & 255);
    return this.bytes;
  }
}

// Sets of weights.
const WORD = 0; // and up to 7
const SHAPE = 8;
const COUNT = 9;
const MORE = 10;
const TOKEN = 11; // and two more
const SECOND = 14;

/**
 * @param {string[]} dictionary @param {number[]} shape @param {number[]} tokens
 * @param {number} short how many tokens take one byte
 */
export function pack(dictionary, shape, tokens, short) {
  const coder = new Coder();
  let before = '';
  /** @param {string} text @param {number} a @param {number} b contexts */
  function word(text, a, b) {
    const at = (/** @type {string} */ s, /** @type {number} */ i) => s.charCodeAt(i) || 0;
    let [same, c1, c2, c3] = [1, 0, 0, 0];
    for (let i = 0; i <= text.length; i++) {
      const c = at(text, i);
      const o = at(before, i);
      coder.symbol(c, 7, WORD + Math.min(i, 3) + same * 4, [
        hash(1, o, same, at(before, i + 1)),
        hash(2, o, c1, same),
        hash(3, c1),
        hash(4, c1, c2, c3),
        hash(5, i, c1),
        hash(6, a, c1, c2),
        hash(7, b, c1),
      ]);
      if (c !== o) same = 0;
      [c1, c2, c3] = [c, c1, c2];
    }
    before = text;
  }
  for (let i = 0; i < short; i++) word(dictionary[i], 0, 0);

  let seen = short;
  let t = 0;
  /** @type {number[]} */
  let row = [];
  let [form, count, first] = [0, 0, 0]; // of the name before
  for (let name = 0; name < shape.length; name += 2) {
    const last = row;
    const get = (/** @type {number[]} */ a, /** @type {number} */ i) => a[i] ?? -1;
    const n = last.length;
    const [head, tail] = [shape[name] >> 4, shape[name] & 15];
    coder.symbol(shape[name], 8, SHAPE, [
      hash(8, form),
      hash(9, form, count),
      hash(10, n, form),
      hash(11, n, get(last, n - 1)),
      hash(12, get(last, 0), get(last, 1)),
      hash(13, first, form),
    ]);
    const contexts = [
      hash(14, shape[name]),
      hash(15, shape[name], form, count),
      hash(16, n - head - tail, shape[name]),
    ];
    form = shape[name];
    count = shape[name + 1];
    coder.symbol(Math.min(count, 15), 4, COUNT, contexts);
    if (count >= 15) coder.symbol(count - 15, 6, MORE, contexts);
    row = last.slice(0, head);
    for (let i = 0; i < count; i++) {
      const left = Math.min(count - i, 4);
      const next = left > 1 ? -2 : tail ? last[n - tail] : -1;
      const p = get(row, head + i - 1);
      const o = get(last, head + i);
      const [r0, r1] = [get(row, 0), get(row, 1)];
      const token = tokens[t++];
      const contexts = [
        hash(19, p),
        hash(20, o, i ? 1 : 0),
        hash(22, next, left),
        hash(23, r0, r1, left),
        hash(25, n - tail - (count - i) >= head ? last[n - tail - (count - i)] : -1, left, i),
      ];
      coder.symbol(token, 8, TOKEN + (i === 0 ? 0 : left === 1 ? 1 : 2), contexts);
      if (token === 255) {
        word(dictionary[seen], hash(r0, r1), hash(r0, p));
        row.push(seen++);
      } else if (token < short) row.push(token);
      else {
        const second = tokens[t++];
        coder.symbol(
          second,
          8,
          SECOND,
          contexts.map((h) => hash(h, token)),
        );
        row.push(short + (((token - short) << 8) | second));
      }
    }
    first = count ? row[head] : 0;
    row.push(...last.slice(n - tail));
  }
  return coder.end();
}
