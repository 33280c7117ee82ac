// The programs named in trace/programs.txt give the same sys.settrace events in Krait as in CPython.
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareAll, notYet, programs } from '../lib/compare.mjs';

const list = readFileSync(new URL('trace/programs.txt', import.meta.url), 'utf8');
const names = list.split('\n').filter((line) => line && !line.startsWith('#'));
const paths = names.map((name) => new URL(`programs/${name}`, import.meta.url).pathname);
const results = [];
const pending = notYet('trace');
await compareAll(programs(paths), (result) => results.push(result), { mode: 'trace' });
for (const { title, problem } of results.sort((a, b) => (a.title < b.title ? -1 : 1))) {
  test(title, { todo: pending.has(title) }, () => {
    if (!problem) return;
    const error = new Error(`differs from CPython\n${problem}`);
    error.stack = error.message; // where it was thrown says nothing
    throw error;
  });
}
