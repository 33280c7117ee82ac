// The programs named in trace/programs.txt give the same events in Krait as in CPython: those of sys.settrace
// as a debugger sees them, then all that sys.settrace (with opcodes), sys.setprofile and sys.monitoring tell.
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareAll, expectAgreement, notYet, programs } from '../lib/compare.mjs';

const list = readFileSync(new URL('trace/programs.txt', import.meta.url), 'utf8');
const names = list.split('\n').filter((line) => line && !line.startsWith('#'));
const paths = names.map((name) => new URL(`programs/${name}`, import.meta.url).pathname);
for (const mode of ['trace', 'events']) {
  const results = [];
  const pending = notYet(mode);
  await compareAll(programs(paths), (result) => results.push(result), { mode });
  for (const { title, problem } of results.sort((a, b) => (a.title < b.title ? -1 : 1))) {
    test(`${mode} ${title}`, { todo: pending.has(title) }, () => {
      expectAgreement(problem);
    });
  }
}
