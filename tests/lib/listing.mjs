// Turns the hexadecimal fields that harness/code.py prints into a listing a person can compare:
// instructions with their names and inline caches, exception table entries, source positions.
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const table = join(here, '..', '..', 'build', 'opcodes.json');

let opcodes;
/** Opcode names and cache sizes, as CPython's `opcode` module has them. */
function load() {
  if (opcodes) return opcodes;
  try {
    opcodes = JSON.parse(readFileSync(table, 'utf8'));
  } catch {
    const code =
      'import opcode, json\n' +
      'print(json.dumps([opcode.opname, opcode._inline_cache_entries, sorted(opcode.hasjrel)]))';
    const text = execFileSync(process.execPath, [join(here, 'oracle.mjs'), '-c', code], {
      encoding: 'utf8',
    });
    mkdirSync(dirname(table), { recursive: true });
    writeFileSync(table, text);
    opcodes = JSON.parse(text);
  }
  return opcodes;
}

function instructions(bytes) {
  const [names, caches, jumps] = load();
  const out = [];
  let extended = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const name = names[bytes[i]];
    const arg = (extended << 8) | bytes[i + 1];
    extended = name === 'EXTENDED_ARG' ? arg : 0;
    const size = caches[name] ?? 0;
    let target = '';
    if (jumps.includes(bytes[i])) {
      const next = i + 2 + 2 * size;
      target = ` (to ${name.includes('BACKWARD') ? next - 2 * arg : next + 2 * arg})`;
    }
    const cache = bytes.subarray(i + 2, i + 2 + 2 * size);
    const dirty = cache.some((byte) => byte) ? ` cache ${cache.toString('hex')}` : '';
    out.push(`  ${String(i).padStart(5)} ${name} ${arg}${target}${dirty}`);
    i += 2 * size;
  }
  return out;
}

function exceptions(bytes) {
  let at = 0;
  const varint = () => {
    let byte = bytes[at++];
    let value = byte & 63;
    while (byte & 64) {
      byte = bytes[at++];
      value = (value << 6) | (byte & 63);
    }
    return value;
  };
  const out = [];
  while (at < bytes.length) {
    const start = varint() * 2;
    const end = start + varint() * 2;
    const target = varint() * 2;
    const lasti = varint();
    out.push(
      `  except ${start}..${end} -> ${target} depth ${lasti >> 1}${lasti & 1 ? ' lasti' : ''}`,
    );
  }
  return out;
}

function positions(bytes, firstLine) {
  let at = 0;
  let line = firstLine;
  let offset = 0;
  const varint = () => {
    let byte = bytes[at++];
    let value = byte & 63;
    for (let shift = 6; byte & 64; shift += 6) {
      byte = bytes[at++];
      value |= (byte & 63) << shift;
    }
    return value;
  };
  const svarint = () => {
    const value = varint();
    return value & 1 ? -(value >> 1) : value >> 1;
  };
  const out = [];
  while (at < bytes.length) {
    const first = bytes[at++];
    const kind = (first >> 3) & 15;
    const length = (first & 7) + 1;
    let text;
    if (kind === 15) text = 'none';
    else if (kind === 14) {
      line += svarint();
      const endLine = line + varint();
      const column = varint() - 1;
      const endColumn = varint() - 1;
      text = `${line}:${column} .. ${endLine}:${endColumn} (long)`;
    } else if (kind === 13) {
      line += svarint();
      text = `${line} (no column)`;
    } else if (kind >= 10) {
      line += kind - 10;
      const column = bytes[at++];
      text = `${line}:${column} .. ${line}:${bytes[at++]}`;
    } else {
      const second = bytes[at++];
      const column = (kind << 3) | (second >> 4);
      text = `${line}:${column} .. ${line}:${column + (second & 15)} (short)`;
    }
    out.push(`  ${String(offset).padStart(5)} +${length} at ${text}`);
    offset += 2 * length;
  }
  return out;
}

/** The text of harness/code.py with its hexadecimal lines spelled out. */
export function listing(text) {
  return text
    .split('\n')
    .flatMap((line) => {
      const match = /^hex (\w+) ?([0-9a-f]*) ?(\d*)$/.exec(line);
      if (!match) return [line];
      const bytes = Buffer.from(match[2], 'hex');
      if (match[1] === 'code') return ['instructions:', ...instructions(bytes)];
      if (match[1] === 'exceptiontable') return ['exceptions:', ...exceptions(bytes)];
      return ['positions:', ...positions(bytes, Number(match[3]))];
    })
    .join('\n');
}
