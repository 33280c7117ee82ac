// Every program of wrong/ is refused with CPython's own SyntaxError: class, text and range, field by field.
import { test } from 'node:test';
import { testPrograms } from '../lib/compare.mjs';

await testPrograms(test, new URL('wrong', import.meta.url).pathname, { mode: 'syntax' });
