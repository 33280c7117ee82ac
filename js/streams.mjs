// The standard streams of an embedded interpreter: Python's descriptors 0, 1 and 2 over what the embedder
// passed in. What the embedder's own code throws is kept (`error`) and becomes an OSError in Python.
import { FileError } from './errno.mjs';
import { S_IFIFO } from './memory-files.mjs';

const encoder = new TextEncoder();

const pipeStat = (/** @type {number} */ ino) => ({
  dev: 2, ino, mode: S_IFIFO | 0o600, nlink: 1, uid: 0, gid: 0, rdev: 0, size: 0, blksize: 4096, blocks: 0,
  atime: 0n, mtime: 0n, ctime: 0n,
}); // prettier-ignore

/** Standard output or error. */
export class Output {
  /** @type {unknown} what the sink threw last */
  error;
  /** @type {{ error: unknown } | undefined} the same, of a write that was over then: the next write tells of it */
  late;
  /** @type {Promise<unknown> | undefined} the writes to a sink that says when they are done */
  #pending;

  /** @param {number} fd @param {import('./index.d.ts').OutputSink | null | undefined} sink */
  constructor(fd, sink) {
    this.fd = fd;
    this.isatty = false;
    /** @type {(bytes: Uint8Array) => any} */
    this.put = () => {};
    if (typeof sink === 'function') {
      // Text: characters that are split between two writes are put together.
      const decoder = new TextDecoder();
      this.put = (bytes) => {
        const text = decoder.decode(bytes, { stream: true });
        return text && sink(text);
      };
    } else if (sink && 'getWriter' in sink) {
      const writer = sink.getWriter();
      this.put = (bytes) => writer.write(bytes.slice());
    } else if (sink && typeof sink.write === 'function') {
      this.put = (bytes) => sink.write(bytes.slice());
    } else if (sink !== undefined && sink !== null) {
      throw new TypeError('krait: an output is a function, or has a method write or getWriter');
    }
  }
  stat() {
    return pipeStat(this.fd + 1);
  }
  /** @param {Uint8Array} bytes */
  write(bytes) {
    try {
      if (this.late) throw this.late.error;
      const done = this.put(bytes);
      if (typeof done?.then === 'function')
        this.#pending = Promise.all([this.#pending, done]).catch(
          (error) => (this.late = { error }),
        );
      return bytes.length;
    } catch (error) {
      this.late = undefined;
      this.error = error;
      throw new FileError('EIO');
    }
  }
  /** When all that was written has arrived. */
  async drain() {
    await this.#pending;
  }
  /** What the sink threw since the last call. */
  takeError() {
    const error = this.late ? this.late.error : this.error;
    this.error = this.late = undefined;
    return error;
  }
}

/** A function that answers with one chunk after the other. @param {any} source */
function asked(source) {
  if (typeof source === 'function') return source;
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]?.();
  if (iterator) {
    return () => {
      const next = iterator.next();
      const value = (/** @type {any} */ { done, value }) => (done ? null : value);
      return typeof next.then === 'function' ? next.then(value) : value(next);
    };
  }
  if (typeof source.getReader === 'function') {
    // A ReadableStream that cannot be iterated over yet (Safari).
    const reader = source.getReader();
    return () => reader.read().then((/** @type {any} */ { done, value }) => (done ? null : value));
  }
  throw new TypeError('krait: stdin is text, bytes, a function, or something to iterate over');
}

/**
 * Standard input: text or bytes, or what is asked for more whenever Python wants some: a function, a
 * stream, an iterator. The answer may come at once or as a promise, for which the interpreter pauses; null
 * or undefined is the end.
 */
export class Input {
  /** @type {unknown} what the source threw last */
  error;
  /** @type {Promise<void> | undefined} asked, not answered yet */
  #pending;

  /** @param {import('./index.d.ts').InputSource | null | undefined} source */
  constructor(source) {
    this.isatty = false;
    const whole = source === undefined || source === null || isData(source);
    this.source = whole ? undefined : asked(source);
    this.buffer = whole ? toBytes(/** @type {any} */ (source ?? '')) : new Uint8Array(0);
    this.ended = whole;
  }
  stat() {
    return pipeStat(1);
  }
  /** Whether a read may have to wait at all. */
  get waits() {
    return Boolean(this.source);
  }
  ready() {
    return this.buffer.length > 0 || this.ended || this.error !== undefined;
  }
  /** @param {unknown} more */
  #add(more) {
    if (more === null || more === undefined) this.ended = true;
    else if (isData(more)) this.buffer = toBytes(/** @type {any} */ (more));
    else this.error = new TypeError('krait: stdin gave neither text nor bytes');
  }
  /** Asks the source, once until it answers. Undefined: the answer came at once. @returns {Promise<void> | undefined} */
  ask() {
    if (this.ready()) return undefined;
    if (this.#pending) return this.#pending;
    try {
      const answer = this.source();
      if (typeof answer?.then !== 'function') return void this.#add(answer);
      this.#pending = answer
        .then(
          (/** @type {unknown} */ more) => this.#add(more),
          (/** @type {unknown} */ error) => (this.error = error ?? new Error('stdin failed')),
        )
        .finally(() => (this.#pending = undefined));
      return this.#pending;
    } catch (error) {
      this.error = error ?? new Error('stdin failed');
      return undefined;
    }
  }
  /** @param {Uint8Array} into */
  read(into) {
    // Not ready: the interpreter could not leave, or reads without asking. Only an answer at once will do.
    while (!this.ready()) if (this.ask()) throw new FileError('EAGAIN');
    if (this.error !== undefined) throw new FileError('EIO');
    let part = this.buffer.subarray(0, into.length);
    // Line by line as a terminal: what is asked for a line keeps the next one for whoever asks then.
    const newline = this.source ? part.indexOf(10) : -1;
    if (newline >= 0) part = part.subarray(0, newline + 1);
    into.set(part);
    this.buffer = this.buffer.subarray(part.length);
    if (!part.length && this.source) this.ended = false; // an end is an end once, as on a terminal
    return part.length;
  }
  /** What the source threw since the last call. */
  takeError() {
    const { error } = this;
    this.error = undefined;
    return error;
  }
}

/** @param {unknown} data */
export const isData = (data) =>
  typeof data === 'string' || data instanceof ArrayBuffer || ArrayBuffer.isView(data);

/** @param {string | ArrayBuffer | ArrayBufferView} data @returns {Uint8Array} */
export const toBytes = (data) =>
  typeof data === 'string'
    ? encoder.encode(data)
    : data instanceof ArrayBuffer
      ? new Uint8Array(data)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
