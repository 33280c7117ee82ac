// Every program of programs/ prints and raises in Krait what it prints and raises in CPython 3.14.
import { test } from 'node:test';
import { testPrograms } from '../lib/compare.mjs';

await testPrograms(test, new URL('programs', import.meta.url).pathname);
