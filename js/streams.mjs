// The standard streams of an embedded interpreter: Python's descriptors 0, 1 and 2 over what the embedder
// passed in.
import { FileError } from './errno.mjs';
import { S_IFIFO } from './memory-files.mjs';

const encoder = new TextEncoder();

const pipeStat = (/** @type {number} */ ino) => ({
  dev: 2, ino, mode: S_IFIFO | 0o600, nlink: 1, uid: 0, gid: 0, rdev: 0, size: 0, blksize: 4096, blocks: 0,
  atime: 0n, mtime: 0n, ctime: 0n,
}); // prettier-ignore

/** Standard output or error. */
export class Output {
  /** @param {number} fd @param {import('./index.d.ts').OutputSink | undefined} sink */
  constructor(fd, sink) {
    this.fd = fd;
    this.isatty = false;
    if (typeof sink === 'function') {
      // Text: characters that are split between two writes are put together.
      const decoder = new TextDecoder();
      this.put = (/** @type {Uint8Array} */ bytes) => sink(decoder.decode(bytes, { stream: true }));
    } else this.put = (/** @type {Uint8Array} */ bytes) => sink?.write(bytes.slice());
  }
  stat() {
    return pipeStat(this.fd + 1);
  }
  /** @param {Uint8Array} bytes */
  write(bytes) {
    this.put(bytes);
    return bytes.length;
  }
}

/**
 * Standard input: text or bytes, or a function that is asked for more whenever Python wants some. The
 * function may answer at once or with a promise, for which the interpreter pauses; null or undefined is
 * the end.
 */
export class Input {
  /** @param {import('./index.d.ts').InputSource | undefined} source */
  constructor(source) {
    this.isatty = false;
    this.source = typeof source === 'function' ? source : undefined;
    this.buffer = this.source ? new Uint8Array(0) : toBytes(/** @type {any} */ (source) ?? '');
    this.ended = !this.source;
    /** @type {Promise<void> | undefined} the answer that the source owes */
    this.asking = undefined;
  }
  stat() {
    return pipeStat(1);
  }
  ready() {
    return this.buffer.length > 0 || this.ended;
  }
  /** Whether a read may have to wait at all. */
  get waits() {
    return Boolean(this.source);
  }
  /** @param {string | Uint8Array | null | undefined} more */
  #add(more) {
    this.asking = undefined;
    if (more === null || more === undefined) this.ended = true;
    else this.buffer = toBytes(more);
  }
  /**
   * Asks the source, unless it still owes an answer; true when the answer came at once. A source that fails
   * is at its end.
   * @returns {true | Promise<void>}
   */
  ask() {
    if (this.ready()) return true;
    if (this.asking) return this.asking;
    const answer = this.source?.();
    if (answer instanceof Promise) {
      this.asking = answer.then(
        (more) => this.#add(more),
        () => this.#add(null),
      );
      return this.asking;
    }
    this.#add(answer);
    return true;
  }
  /** @param {Uint8Array} into */
  read(into) {
    // The interpreter could not leave, or reads without asking: only an answer at once will do.
    while (!this.ready()) if (this.ask() !== true) throw new FileError('EAGAIN');
    const n = Math.min(this.buffer.length, into.length);
    into.set(this.buffer.subarray(0, n));
    this.buffer = this.buffer.subarray(n);
    if (!n && this.source) this.ended = false; // an end is an end once, as on a terminal
    return n;
  }
}

/** @param {string | Uint8Array} data */
const toBytes = (data) => (typeof data === 'string' ? encoder.encode(data) : data);
