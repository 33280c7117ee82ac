// Looks for leaked references: runs each program several times in the build that counts references
// (`make debug`) and reports those whose last runs leave references or memory blocks behind.
//
// usage: node tests/lib/refs.mjs [--krait build/debug/krait] FILE.py|DIRECTORY...
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { harness, programs } from './compare.mjs';
import { root, runKrait } from './krait.mjs';
import { inParallel } from './parallel.mjs';

const self = fileURLToPath(import.meta.url);
const defaultBinary = join(root, 'build', 'debug', 'krait');

/** What a program leaves behind, as text; '' when nothing. */
export async function leaks(job, binary = defaultBinary) {
  const answer = await runKrait({ ...harness('refs', job), timeout: 300_000 }, { binary });
  const lines = answer.stdout.split('\n').filter((line) => /^(references|blocks) \[/.test(line));
  if (lines.length !== 2)
    return `  no count: status ${answer.status}\n${answer.stderr.slice(-2000)}`;
  // A leak is memory that every run leaves behind. References to what stays anyway (static objects, shared
  // strings) go up and down by a few, so their number alone convicts only when it is large.
  const counts = (line) =>
    line
      .slice(line.indexOf('[') + 1, -1)
      .split(',')
      .map(Number)
      .slice(-4);
  const bad = lines.filter((line) =>
    counts(line).every((n) => n > (line.startsWith('blocks') ? 0 : 100)),
  );
  return bad.length ? lines.map((line) => `  ${line}`).join('\n') : '';
}

if (process.argv[1] === self) {
  const args = process.argv.slice(2);
  let binary = defaultBinary;
  if (args[0] === '--krait') [, binary] = args.splice(0, 2);
  if (!args.length || !existsSync(binary)) {
    console.error(
      'usage: node tests/lib/refs.mjs [--krait build/debug/krait] FILE.py|DIRECTORY...   (make debug)',
    );
    process.exit(2);
  }
  let passed = 0;
  let failed = 0;
  await inParallel(programs(args), 2, async (job) => {
    const problem = await leaks(job, binary);
    if (problem) {
      failed++;
      console.log(`LEAKS ${job.title}\n${problem}`);
    } else passed++;
  });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
