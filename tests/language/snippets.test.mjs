// Every snippet parses to CPython's tree, with all positions.
import { test } from 'node:test';
import { testPrograms } from '../lib/compare.mjs';

await testPrograms(test, new URL('snippets', import.meta.url).pathname, { mode: 'ast' });
