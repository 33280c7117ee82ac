// What test files use while their tests run, and what goes when those are over.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Oracle } from './oracle.mjs';

/** A new folder. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'krait-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An oracle for all tests of the file. */
export function sharedOracle() {
  const oracle = new Oracle();
  after(() => oracle.stop());
  return oracle;
}

/** The test fails with the first of what was found, if that is anything. */
export const expectNothing = (found) =>
  assert.equal(found.length, 0, found.slice(0, 5).join('\n\n'));

/** run(options) with what the fuzzers' functions report to: the test fails with what it finds. */
export async function findsNothing(run, options) {
  const found = [];
  const report = ({ number, kind, text }) => found.push(`${kind} ${number}\n${text}`);
  await run({ report, timeout: 600_000, ...options });
  expectNothing(found);
}
