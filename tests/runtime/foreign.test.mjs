// Programs that CPython would crash on, so that what Krait says stands here: code objects that no compiler made,
// containers that their items empty, picklers and streams that are used by what they call, jumps of a debugger.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runKrait } from '../lib/krait.mjs';

const read = (name) => readFileSync(new URL(`foreign/${name}`, import.meta.url), 'utf8');

for (const [program, title] of [
  ['bad', 'bytecode that is not in order is refused'],
  ['emptied', 'containers may lose their items while C code walks them'],
  ['changed', 'structures, views and arrays may be changed by their arguments'],
  ['pickles', 'picklers and unpicklers may be used by what they call'],
  ['streams', 'streams may be used by the raw streams and codecs they call'],
  ['in_use', 'what is in use may be used again'],
  ['jump', 'a jump to the first line of a generator begins it anew'],
])
  test(title, async () => {
    const name = `${program}.py`;
    const answer = await runKrait({ name, source: read(name), timeout: 300_000 });
    assert.equal(answer.stdout, read(`${program}.txt`), answer.stderr);
    assert.equal(answer.status, 0);
  });
