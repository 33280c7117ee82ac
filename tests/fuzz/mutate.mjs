// Damaged source texts: pieces of real Python (the programs below tests/language, the standard library)
// with tokens, characters, brackets, indentation or bytes lost, doubled, exchanged or put in.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stdlib } from '../../wasm/stdlib.mjs';
import { programs } from '../lib/compare.mjs';
import { generate, generateSmall } from './generate.mjs';
import { Random } from './random.mjs';

const keywords =
  'False None True and as assert async await break class continue def del elif else except finally for from ' +
  'global if import in is lambda nonlocal not or pass raise return try while with yield match case type _ print exec';
const operators =
  '+ - * / // % ** @ & | ^ ~ << >> < > <= >= == != <> = += -= *= **= //= >>= := -> . .. ... , ; : ! ? $ ` ( ) [ ] { } \\';
const odd = [
  ...keywords.split(' '),
  ...operators.split(' '),
  ...[
    '0',
    '1',
    '0x',
    '0xg',
    '0b2',
    '0o8',
    '1e',
    '1_',
    '1__0',
    '01',
    '0_',
    '1.e5j',
    '1if',
    '0xfor',
    '1.5.2',
    '1e400',
    '9'.repeat(5000),
  ],
  ...[
    '"',
    "'",
    '"""',
    "'''",
    'f"',
    "f'",
    'f"{',
    'f"{x',
    'f"{x!',
    'f"{x:',
    'f"}',
    't"{',
    'rb"',
    'bu"',
    'f"{a:{b}}"',
    '"\\N{x}"',
    '"\\x1"',
    '"\\ud800"',
    'b"é"',
    "f'{\\'",
    'f"{*a}"',
  ],
  ...[
    '\n',
    '\n    ',
    '\n\t',
    '\r',
    '\r\n',
    '\f',
    '\0',
    '\\\n',
    '\\ ',
    '#',
    '# type: int',
    '# -*- coding: latin-1 -*-',
    '\ufeff',
    '\u00a0',
    '\u200b',
    '\u2028',
    '“',
    '×',
    'é',
    '𝒳',
    '😀',
    'ª',
    '\x1a',
    '\x7f',
  ],
  ...[
    'lambda:',
    'lambda *:0',
    '*a',
    '**k',
    '*',
    '/,',
    'a=1',
    'x:=1',
    '(yield)',
    'await x',
    'async for',
    'not in',
    'is not',
    'else:',
    'except*',
    'except:',
    'case _:',
    'match x:',
    'type X = ',
    '[T]',
    'del ',
    'global x',
    'nonlocal x',
    'return',
    'from . import *',
    '@',
  ],
];

/** A number for a name, the same everywhere. */
function place(name) {
  let h = 0x811c9dc5;
  for (const c of name) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/**
 * Texts to damage, as [place, text] in the order of their places: a number chooses the next text at or after
 * it. So a new program in the suite changes few of the inputs.
 */
export function corpus() {
  const texts = [];
  const language = fileURLToPath(new URL('../language', import.meta.url));
  for (const path of readdirSync(language, { recursive: true }).map(String))
    if (path.endsWith('.py') && !path.includes('.d/'))
      texts.push([place(path), readFileSync(`${language}/${path}`, 'latin1')]);
  for (const [name, source] of stdlib())
    if (name.endsWith('.py') && source.length < 200_000)
      texts.push([place(name), Buffer.from(source).toString('latin1')]);
  return texts.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
}

/**
 * `number` -> a whole program: one of tests/language/programs, { source, files }, or every second time a
 * generated one. Not those whose audit hooks would stay.
 */
export function starved() {
  const all = programs([fileURLToPath(new URL('../language/programs', import.meta.url))]);
  const jobs = [...all].filter(({ source }) => !String(source).includes('addaudithook'));
  return (number) => (number % 2 ? generateSmall(number) : jobs[(number >> 1) % jobs.length]);
}

function choose(texts, number) {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (texts[middle][0] < number) low = middle + 1;
    else high = middle;
  }
  return texts[low % texts.length][1];
}

const token =
  /[A-Za-z_]\w*|\d[\w.]*|"""|'''|"[^"\n]*"|'[^'\n]*'|\*\*=?|\/\/=?|<<|>>|[-+*/%@&|^=<>!:]=|->|\n[ \t]*|[ \t]+|#[^\n]*|[^]/g;

/** `number` -> the bytes of the damaged text of that number. */
export function mutations() {
  const texts = corpus();
  return (number) => mutate(new Random(`mutant ${number}`), texts);
}

function mutate(r, texts) {
  const original = r.chance(0.1)
    ? Buffer.from(generate(`m${r.below(1e9)}`)).toString('latin1')
    : choose(texts, r.next());
  // A stretch of whole lines: small enough that what was damaged decides what is told.
  const lines = original.split(/(?<=\n)/);
  const length = r.pick([1, 3, 8, 20, 60]);
  const start = Math.max(0, r.below(lines.length) - length);
  let part = lines.slice(start, start + length);
  const indent = /^[ \t]*/.exec(part.find((l) => l.trim()) ?? '')[0];
  if (r.chance(0.85) && part.every((l) => l.startsWith(indent) || !l.trim()))
    part = part.map((l) => l.slice(indent.length) || '\n');
  let text = part.join('');
  if (r.chance(0.02)) return nested(r);
  for (let i = r.pick([1, 1, 1, 2, 3, 6]); i > 0; i--)
    text = r.chance(0.7) ? onTokens(r, text) : onText(r, text);
  return Buffer.from(text, 'latin1');
}

const latin = (text) => Buffer.from(text).toString('latin1');

function onTokens(r, text) {
  const tokens = text.match(token) ?? [];
  if (!tokens.length) return latin(r.pick(odd));
  const at = r.below(tokens.length);
  const other = r.below(tokens.length);
  switch (r.below(7)) {
    case 0:
      tokens.splice(at, r.pick([1, 1, 1, 2, 5]));
      break;
    case 1:
      tokens.splice(at, 0, tokens[at]);
      break;
    case 2:
      [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
      break;
    case 3:
      tokens.splice(at, 0, tokens[other]);
      break;
    case 4:
      tokens[at] = latin(r.pick(odd));
      break;
    case 5:
      tokens.splice(at, 0, latin(r.pick(odd)));
      break;
    default:
      tokens.splice(at, 0, ' ', latin(r.pick(odd)), ' ');
  }
  return tokens.join('');
}

function onText(r, text) {
  const at = r.below(text.length + 1);
  const head = text.slice(0, at);
  const tail = text.slice(at);
  switch (r.below(12)) {
    case 0:
      return head + tail.slice(1);
    case 1:
      return head + String.fromCharCode(r.below(256)) + tail.slice(1);
    case 2:
      return head + String.fromCharCode(r.below(128)) + tail;
    case 3:
      return head;
    case 4:
      return tail;
    case 5:
      return text.replace(/[([{]/g, (c) => (r.chance(0.2) ? r.pick(['(', '[', '{', '']) : c));
    case 6:
      return text.replace(/[)\]}]/g, (c) => (r.chance(0.2) ? r.pick([')', ']', '}', '']) : c));
    case 7:
      return text.replace(/^[ \t]+/gm, (c) =>
        r.chance(0.2) ? r.pick(['', ' ', '\t', c + ' ', c + c, c.slice(1)]) : c,
      );
    case 8:
      return (
        r.pick([
          '# coding: utf-8\n',
          '# coding: latin-1\n',
          '# coding: ascii\n',
          '# coding: nonsense\n',
          '#!x\n# vim: fileencoding=utf-16\n',
          '\xef\xbb\xbf',
          '\xff\xfe',
          '\xef\xbb\xbf# coding: latin-1\n',
        ]) + text
      );
    case 9:
      return (
        head +
        r.pick(['\xff', '\xc3', '\xe2\x82', '\xed\xa0\x80', '\xf5\x80\x80\x80', '\0', '\x80']) +
        tail
      );
    case 10:
      return (
        head +
        r
          .pick(['a', '1', '"', '(', ' ', '-', '\\\n', '\n', '.', 'x.', '[0]', '_'])
          .repeat(r.pick([10, 100, 1000])) +
        tail
      );
    default:
      return text.replace(/\n/g, r.pick(['\r', '\r\n', '\n\n', '\\\n', ';', '\n ', ' ']));
  }
}

/** Deep nesting of one kind, closed or not. */
function nested(r) {
  const [open, middle, close] = r.pick([
    ['(', '1', ')'],
    ['[', '', ']'],
    ['{', '', '}'],
    ['{1:', '2', '}'],
    ['f(', '', ')'],
    ['x[', '0', ']'],
    ['-', '1', ''],
    ['not ', '1', ''],
    ['lambda: ', '0', ''],
    ['a if b else ', 'c', ''],
    ['a.', 'b', ''],
    ['a = ', '1', ''],
    ['await ', 'x', ''],
    ['f"{', '1', '}"'],
    ['x + (', '1', ')'],
    ['1 + ', '1', ''],
    ['a < ', 'b', ''],
    ['a and ', 'b', ''],
    ['[x for x in ', 'y', ']'],
    ['a ** ', 'b', ''],
    ['*', 'a', ''],
    ['(yield ', '1', ')'],
    ['"a" ', '"b"', ''],
    ['@a\n', 'def f(): pass', ''],
    ['(a := ', '1', ')'],
    ['x, ', 'y', ''],
    ['a;', 'b', ''],
    ['1 if ', '2', ' else 3'],
  ]);
  const n = r.pick([50, 99, 100, 150, 199, 200, 201, 300, 1000, 3000, 20000]);
  if (r.chance(0.15)) {
    const head = r.pick([
      'if x:',
      'while x:',
      'for x in y:',
      'def f():',
      'class A:',
      'try:',
      'with a:',
      'match x:\n{}case 1:',
    ]);
    const depth = r.pick([19, 20, 21, 50, 99, 100, 101, 150]);
    return Buffer.from(
      Array.from(
        { length: depth },
        (_, i) => ' '.repeat(i) + head.replace('{}', ' '.repeat(i)) + '\n',
      ).join('') +
        ' '.repeat(depth) +
        'pass\n',
    );
  }
  const pattern = r.chance(0.1);
  const body =
    open.repeat(n) + middle + (r.chance(0.85) ? close.repeat(n) : close.repeat(r.below(n)));
  return Buffer.from(
    pattern
      ? `match x:\n    case ${body}: pass\n`
      : r.pick(['', 'x = ', 'def f(): return ']) + body + '\n',
  );
}
