// Nothing leaks: a program that runs again and again in a fresh namespace leaves no memory behind. Needs the
// build that counts references (make debug), and is left out where there is none.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { programs } from '../lib/compare.mjs';
import { root } from '../lib/krait.mjs';
import { inParallel } from '../lib/parallel.mjs';
import { leaks } from '../lib/refs.mjs';

const binary = join(root, 'build', 'debug', 'krait');
const topics = ['memory', 'classes', 'generators', 'exceptions', 'functions', 'descriptors'];
// Each run registers functions for the end of the interpreter, which has not come yet.
const registers = /\/(atexit_and_shutdown|exit_atexit)\.py$/;

test('programs leave no memory behind', { skip: !existsSync(binary) }, async (t) => {
  const dirs = topics.map((name) => join(root, 'tests', 'language', 'programs', name));
  const jobs = [...programs(dirs)].filter((job) => !registers.test(job.title));
  await inParallel(jobs, 2, async (job) => {
    const found = await leaks(job, binary);
    await t.test(job.title, () => assert.equal(found, ''));
  });
});
