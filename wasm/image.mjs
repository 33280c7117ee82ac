// Runs the first half of initialization (src/vm/prepare.c) and writes the memory that comes out into the module,
// in place of the data it was linked with: a start goes on from there.
//
// Static memory becomes data segments. The heap is packed (src/host/image.c unpacks it when the module starts),
// for it is most of the download otherwise: brotli sees no order in objects that lie mixed as they were made.
// So blocks of one kind (objects of one type, buffers that hang on the same field of one type) form a group, and
// what each has at the same place forms a column, which is packed alone: a constant, numbers, differences from the
// one before, or places (the number of the block pointed to). Beyond the first words of a block, columns repeat
// with a period (the items of a tuple, the entries of a dict), or the rest is text, which is not touched.
//
// Nothing here must know what is in a block: a wrong guess makes the image larger, not wrong. At the end the
// packed module is started and its memory compared.
//
// usage: node wasm/image.mjs MODULE OUTPUT
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Interpreter } from '../js/interpreter.mjs';
import { System } from '../js/system.mjs';
import { DATA, DATA_COUNT, GLOBAL, MEMORY, number, readNumber, readSections } from './module.mjs';

const [input, output] = process.argv.slice(2);
const wasm = readFileSync(input);

// --- the module's sections ---------------------------------------------------------------------------------

const sections = readSections(wasm);
/** @param {number} id */
const section = (id) => sections.find((s) => s.id === id);

/** The stack pointer at rest: the first global. Memory below it is stack, which is empty. */
function stackTop() {
  const globals = section(GLOBAL);
  const [, first] = readNumber(wasm, globals?.start ?? 0);
  const [i32, mutable, constant] = [0x7f, 1, 0x41];
  if (wasm[first] !== i32 || wasm[first + 1] !== mutable || wasm[first + 2] !== constant)
    throw new Error(`${input}: the first global is not a stack pointer`);
  return readNumber(wasm, first + 3)[0];
}

// --- memory ------------------------------------------------------------------------------------------------

const { exports } = new Interpreter(new WebAssembly.Module(wasm), new System({ streams: [] }), {});
if (exports.kr_image_prepare() !== 0) throw new Error(`${input}: initialization failed`);
const memory = new Uint8Array(exports.memory.buffer);
const words = new Uint32Array(exports.memory.buffer);
for (let i = 0; ; i++) {
  const place = exports.kr_image_spare(i) >>> 0;
  if (!place) break;
  memory.fill(0, words[place / 4], words[place / 4] + words[place / 4 + 1]);
}
const layout = words.subarray((exports.kr_image_layout() >>> 0) / 4);
const [imageStruct, heapBase, firstPage, typeType, typeSize, inlineCaches] = layout;
let heapEnd = memory.length;
while (!words[heapEnd / 4 - 1]) heapEnd -= 4;

/** Runs of memory that are not zero, with short gaps: [start, end]. @param {number} at @param {number} limit */
function* runs(at, limit) {
  const gap = 32;
  while (at < limit) {
    while (at < limit && (at % 4 ? memory[at] === 0 : words[at / 4] === 0)) at += at % 4 ? 1 : 4;
    if (at >= limit) return;
    const first = at;
    let end = at;
    while (at < limit && at - end < gap) if (memory[at++] !== 0) end = at;
    yield [first, end];
  }
}

// --- blocks ------------------------------------------------------------------------------------------------

/**
 * @typedef {object} Block
 * @property {number} at
 * @property {number} size in words
 * @property {string} [kind]
 * @property {number} index among all
 * @property {number} row among its group's
 */

/** src/memory/pages.h */
const PAGE_SIZE = 1 << 14;
const PAGE_HEADER = 32;
const FREE = 0;
const BUMP = 1;
const BLOCK_SIZE = 2;
const KIND = 15;
const IN_USE = 19;
const NEXT_PAGE = 7;
/** src/value/object.h */
const FLAGS = 1;
const TYPE = 2;

/** Static types are of type `type`, classes of it or of a metaclass. @param {number} p */
const isType = (p) => {
  const type = (at) => (at % 4 === 0 && at < memory.length ? words[at / 4 + TYPE] : 0);
  return p > 0 && (type(p) === typeType || type(type(p)) === typeType);
};

/** @type {Block[]} */
const blocks = [];
/** @param {number} at @param {number} size in bytes @param {string} [kind] */
const addBlock = (at, size, kind) => blocks.push({ at, size: size / 4, kind, index: 0, row: 0 });

const pages = [];
for (let p = firstPage; p; p = words[p / 4 + NEXT_PAGE]) pages.push(p);
for (const page of pages) {
  addBlock(page, PAGE_HEADER, 'page');
  if (!memory[page + IN_USE]) continue;
  const size = words[page / 4 + BLOCK_SIZE];
  const end = page + words[page / 4 + BUMP];
  const free = new Set();
  for (let at = words[page / 4 + FREE]; at; at = words[(page + at) / 4 + 1]) free.add(page + at);
  // Free blocks are linked in the order of their addresses.
  let link = page / 4 + FREE;
  for (let at = page + PAGE_HEADER; at < end; at += size) {
    addBlock(at, size, free.has(at) ? 'free' : undefined);
    if (free.has(at)) {
      words[link] = at - page;
      link = at / 4 + 1;
    } else if (memory[page + KIND]) {
      words[at / 4 + FLAGS] &= 0xffff; // all are equally old
    }
  }
  if (free.size) words[link] = 0;
}
pages.sort((a, b) => a - b);

// The C library's blocks have their size before them, and a bit that says whether they are in use.
const USED = 2;
const LARGE_HEAD = 16;
const LARGE_GC_HEAD = 32;
let nextPage = 0;
for (let at = heapBase; at < heapEnd;) {
  const size = words[at / 4 + 1] & ~7;
  if (size === 0) {
    at += 8; // before the first of them
    continue;
  }
  const end = Math.min(at + size, heapEnd);
  let hasPages = false;
  let rest = at;
  for (; pages[nextPage] < end; nextPage++, hasPages = true) {
    for (const [a, b] of runs(rest, pages[nextPage]))
      addBlock(a & ~3, ((b + 3) & ~3) - (a & ~3), 'rest');
    rest = pages[nextPage] + PAGE_SIZE;
  }
  const head =
    [LARGE_GC_HEAD, LARGE_HEAD].find((n) => isType(words[(at + 8 + n) / 4 + TYPE])) ?? LARGE_HEAD;
  const body = at + 8 + head;
  const last = [...runs(body, end)].at(-1)?.[1] ?? 0;
  if (hasPages || !(words[at / 4 + 1] & USED) || last < body + 256) {
    for (const [a, b] of runs(rest, end)) addBlock(a & ~3, ((b + 3) & ~3) - (a & ~3), 'rest');
  } else {
    addBlock(at, 8 + head, `head ${head}`);
    addBlock(body, end - body);
  }
  at += size;
}
// Static types are as regular as any object.
const top = stackTop();
for (let at = top; at < heapBase; at += 4)
  if (words[at / 4 + TYPE] === typeType && words[at / 4] >= 0x20000000)
    addBlock(at, typeSize, 'static type');
blocks.sort((a, b) => a.at - b.at);
const blockAt = new Map(blocks.map((block) => [block.at, block]));

// Kinds: objects by type, buffers by the type and the field that point to them.
const maxField = 40;
const maxHead = 160;
for (const block of blocks) {
  const type = block.size > 3 ? words[block.at / 4 + TYPE] : 0;
  if (!block.kind && words[block.at / 4] > 0 && isType(type)) block.kind = `object ${type}`;
}
function followFields() {
  for (const block of blocks) {
    if (!block.kind || block.kind === 'free') continue;
    for (let i = 0; i < block.size; i++) {
      const target = blockAt.get(words[block.at / 4 + i]);
      if (target && !target.kind) target.kind = `${block.kind} ${Math.min(i, maxField)}`;
    }
  }
}
for (let round = 0; round < 3; round++) followFields();
for (let at = top; at < heapBase; at += 4) {
  const target = blockAt.get(words[at / 4]);
  if (target && !target.kind) target.kind = target.size < 256 ? 'static' : `static ${at}`;
}
followFields();
/** @type {Map<string, Block[]>} */
const groups = new Map();
blocks.forEach((block, i) => {
  block.kind ??= 'rest';
  block.index = i;
  const group = groups.get(block.kind) ?? [];
  groups.set(block.kind, group);
  block.row = group.length;
  group.push(block);
});
// The last group takes what is too much for one byte.
const names = [...groups.keys()];
if (names.length > 256) throw new Error('more kinds of blocks than the image can have');

// --- columns -----------------------------------------------------------------------------------------------

const CONSTANT = 0;
const LITERAL = 1;
const DIFFERENCE = 2;
const PLACE = 3;
const BYTECODE = 126;
const TEXT = 127;

/** @typedef {{ bytes: number[], cost: number }} Packed */
/** @typedef {{ head: number, period: number, bytes: number[], text: Uint8Array[], cost: number }} Form */

/** An estimate: the entropy of the bytes, and something for each byte that occurs. @param {ArrayLike<number>} bytes */
function cost(bytes) {
  const counts = new Uint32Array(256);
  for (let i = 0; i < bytes.length; i++) counts[bytes[i]]++;
  let sum = 0;
  for (const count of counts) if (count) sum += 0.6 - (count * Math.log2(count / bytes.length)) / 8;
  return sum;
}
/** @param {number[]} bytes @param {number} value */
function put(bytes, value) {
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  bytes.push(value);
}
/** 0, -1, 1, -2, 2, ... as 0, 1, 2, ... @param {number} n */
const unsigned = (n) => (n >= 0 ? n * 2 : -n * 2 - 1);

let mostValues = 0;
/** @param {number[]} values @returns {Packed} */
function packColumn(values) {
  mostValues = Math.max(mostValues, values.length);
  const first = values[0] ?? 0;
  if (values.every((v) => v === first)) {
    const bytes = [CONSTANT];
    put(bytes, first);
    return { bytes, cost: first ? bytes.length : 1 };
  }
  const targets = values.map((v) => (v ? blockAt.get(v) : undefined));
  const literal = [LITERAL];
  const difference = [DIFFERENCE];
  let before = 0;
  for (const v of values) {
    put(literal, v);
    put(difference, unsigned((v - before) | 0));
    before = v;
  }
  const ways = [literal, difference];
  if (targets.some(Boolean)) {
    const kinds = new Map();
    for (const t of targets) if (t) kinds.set(t.kind, (kinds.get(t.kind) ?? 0) + 1);
    const [common, times] = [...kinds].sort((a, b) => b[1] - a[1])[0];
    for (const kind of times * 3 > values.length ? [undefined, common] : [undefined]) {
      const bytes = [PLACE];
      put(bytes, kind === undefined ? 0 : names.indexOf(kind) + 1);
      before = 0;
      let other = 0;
      values.forEach((v, i) => {
        const target = targets[i];
        if (v === 0) bytes.push(0);
        else if (!target || (kind !== undefined && target.kind !== kind)) {
          bytes.push(1);
          put(bytes, unsigned((v - other) | 0));
          other = v;
        } else {
          const place = kind === undefined ? target.index : target.row;
          put(bytes, unsigned(place - before) + 2);
          before = place;
        }
      });
      ways.push(bytes);
    }
  }
  return ways
    .map((bytes) => ({ bytes, cost: cost(bytes) }))
    .reduce((a, b) => (b.cost < a.cost ? b : a));
}

/** Bytecode without inline caches, which are zero; undefined: it is none. @param {number} at @param {number} end */
function withoutCaches(at, end) {
  const bytes = [];
  while (at < end) {
    bytes.push(memory[at], memory[at + 1]);
    const next = at + 2 + memory[inlineCaches + memory[at]] * 2;
    for (at += 2; at < next; at++) if (memory[at]) return;
  }
  return Uint8Array.from(bytes);
}

/**
 * One form of a group: so many columns at the head, then others with a period.
 * @param {Block[]} group @param {number} head @param {number} period
 * @returns {Form | undefined} undefined: this form is not possible
 */
function packGroup(group, head, period) {
  const packed = [];
  /** @type {Uint8Array[]} */
  const text = [];
  for (let c = 0; c < head; c++) packed.push(packColumn(group.map((b) => words[b.at / 4 + c])));
  if (period) {
    const from = [];
    const to = [];
    for (const { at, size } of group) {
      let [first, last] = [at + head * 4, at + size * 4];
      if (period >= BYTECODE) {
        while (last > first && !memory[last - 1]) last--;
        const part = period === TEXT ? memory.subarray(first, last) : withoutCaches(first, last);
        if (!part) return;
        text.push(part);
        from.push(first - at);
        to.push(part.length);
      } else {
        while (last > first && !words[last / 4 - 1]) last -= 4;
        while (first < last && !words[first / 4]) first += 4;
        from.push((first - at) / 4);
        to.push((last - at) / 4);
      }
    }
    packed.push(packColumn(from), packColumn(to));
    for (let c = 0; c < period && period < BYTECODE; c++) {
      const values = [];
      group.forEach(({ at }, i) => {
        for (let k = from[i] + c; k < to[i]; k += period) values.push(words[at / 4 + k]);
      });
      packed.push(packColumn(values));
    }
  }
  const bytes = [head, period];
  let sum = 0.8 * cost(Buffer.concat(text));
  for (const column of packed) {
    for (const byte of column.bytes) bytes.push(byte);
    sum += column.cost;
  }
  return { head, period, bytes, text, cost: sum };
}

/** The cheapest form, tried on some of the blocks. @param {Block[]} group */
function packBest(group) {
  const sizes = group.map((b) => b.size);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const some = group.filter((_, i) => i % Math.ceil(group.length / 256) === 0);
  const heads = least === most && least <= maxHead ? [least] : [];
  heads.push(...[0, 2, 3, 4, 5, 6, 8].filter((h) => h < least));
  let best;
  for (const head of heads) {
    for (const period of head === most ? [0] : [1, 2, 4, 6, TEXT]) {
      const form = packGroup(some, head, period);
      if (form && (!best || form.cost < best.cost)) best = form;
    }
  }
  const [head, period] = best ? [best.head, best.period] : [0, TEXT];
  const plain = /** @type {Form} */ (packGroup(group, head, period));
  const code = period === TEXT && packGroup(group, head, BYTECODE);
  return code && code.cost < plain.cost * 0.9 ? code : plain;
}

// --- the image ---------------------------------------------------------------------------------------------

const numbers = [];
put(numbers, 0);
/** @type {Uint8Array[]} */
const text = [];

/** Runs of blocks of one size, one behind the other. */
function packRuns() {
  const list = [];
  let end = blocks[0].at;
  let count = 0;
  numbers.length = 0;
  put(numbers, end / 4);
  for (let i = 0; i < blocks.length;) {
    const { at, size } = blocks[i];
    let n = 1;
    while (
      i + n < blocks.length &&
      blocks[i + n].size === size &&
      blocks[i + n].at === at + n * size * 4
    )
      n++;
    put(list, (at - end) / 4);
    put(list, n);
    put(list, size);
    end = at + n * size * 4;
    i += n;
    count++;
  }
  put(numbers, count);
  numbers.push(...list);
}
packRuns();
for (const block of blocks) numbers.push(names.indexOf(/** @type {string} */ (block.kind)));
put(numbers, names.length);
for (const [name, group] of groups) {
  const form = packBest(group);
  for (const byte of form.bytes) numbers.push(byte);
  text.push(...form.text);
  if (process.env.KRAIT_IMAGE_REPORT)
    console.log(`${Math.round(form.cost)}\t${group.length}\t${form.head}/${form.period}\t${name}`);
}

// The packed image lies where the stack will be, which is used from its other end.
const place = 1024;
const packed = Buffer.concat([Uint8Array.from(numbers), ...text]);
const room = (place + packed.length + 3) & ~3;
if (room + blocks.length * 16 + mostValues * 4 + 65536 > top)
  throw new Error('the image does not fit into the stack');
words.set([place, place + numbers.length, room], imageStruct / 4);

const segments = [];
let count = 0;
/** @param {number} at @param {Uint8Array} bytes */
function addSegment(at, bytes) {
  const head = [0, 0x41, ...number(at, true), 0x0b, ...number(bytes.length)];
  segments.push(Uint8Array.from(head), bytes);
  count++;
}
addSegment(place, packed);
const wanted = memory.slice();
for (const { at, size } of blocks) memory.fill(0, at, at + size * 4);
for (const [first, end] of runs(top, heapBase)) addSegment(first, memory.subarray(first, end));
const data = Buffer.concat([Uint8Array.from(number(count)), ...segments]);

// --- the new module ----------------------------------------------------------------------------------------

const memorySection = section(MEMORY);
const [, limits] = readNumber(wasm, memorySection?.start ?? 0);
if (readNumber(wasm, limits + 1)[0] * 65536 < memory.length)
  throw new Error(`${input}: initialization took more memory than the module starts with`);

const out = [wasm.subarray(0, 8)];
for (const { id, start, end } of sections) {
  let body = wasm.subarray(start, end);
  if (id === DATA) body = data;
  if (id === DATA_COUNT) body = Buffer.from(number(count));
  out.push(Uint8Array.from([id, ...number(body.length)]), body);
}
const result = Buffer.concat(out);

/** The packed module, started without a host. */
function unpacked() {
  const module = new WebAssembly.Module(result);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    (imports[from] ??= {})[name] = () => 0;
  const { exports } = new WebAssembly.Instance(module, imports);
  /** @type {any} */ (exports).kr_image_unpack();
  return new Uint8Array(/** @type {WebAssembly.Memory} */ (exports.memory).buffer);
}
const again = unpacked();
for (let at = top; at < memory.length; at++) {
  const moved = at >= imageStruct && at < imageStruct + 12; // unpacking counts there
  if (wanted[at] !== again[at] && !moved)
    throw new Error(
      `${output}: the image differs at ${at} (${blocks.findLast((b) => b.at <= at)?.kind})`,
    );
}
writeFileSync(`${output}.new`, result);
renameSync(`${output}.new`, output);
