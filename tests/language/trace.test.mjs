// The programs named in trace/programs.txt give the same sys.settrace events in Krait as in CPython.
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { testPrograms } from '../lib/compare.mjs';

const list = readFileSync(new URL('trace/programs.txt', import.meta.url), 'utf8');
for (const name of list.split('\n').filter((line) => line && !line.startsWith('#'))) {
  await testPrograms(test, new URL(`programs/${name}`, import.meta.url).pathname, { mode: 'trace' });
}
