// Runs the suites: every tests/**/*.test.mjs, or those whose path contains one of the given words.
//
// usage: node tests/run.mjs [WORD...]
import { readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const suites = readdirSync(here, { recursive: true })
  .map((path) => join(here, String(path)))
  .filter((path) => path.endsWith('.test.mjs'))
  .filter((path) => !words.length || words.some((word) => relative(here, path).includes(word)))
  .sort();
if (!suites.length) {
  console.error(`no suite matches ${words.join(' ')}`);
  process.exit(1);
}
// One suite at a time: each uses all the processors it may by itself.
const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...suites];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
process.exit(status ?? 1);
