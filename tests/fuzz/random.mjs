// Random numbers that are the same on every machine: a seed gives one sequence, for ever.

/** A generator of 32-bit numbers (xorshift with a multiplied output), and what one draws with it. */
export class Random {
  #state;

  /** @param {number | string} seed */
  constructor(seed) {
    let h = 0x9e3779b9;
    for (const c of String(seed)) h = Math.imul(h ^ c.charCodeAt(0), 0x85ebca6b) + 0x7f4a7c15;
    this.#state = h | 0 || 1;
    for (let i = 0; i < 8; i++) this.next();
  }
  next() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return Math.imul(x, 0x9e3779b1) >>> 0;
  }
  /** A whole number from 0 to n - 1. */
  below(n) {
    return Math.floor((this.next() / 4294967296) * n);
  }
  between(low, high) {
    return low + this.below(high - low + 1);
  }
  /** True with this probability. */
  chance(p) {
    return this.next() < p * 4294967296;
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  /** `n` answers of `make`. */
  many(n, make) {
    return Array.from({ length: n }, (_, i) => make(i));
  }
  shuffle(list) {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }
}
