// The WASI build, run by node:wasi, prints what CPython 3.14 prints: a part of the language suite and what concerns
// files. KRAIT_WASI=all runs all of it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compareAll, programs } from '../lib/compare.mjs';
import { root } from '../lib/krait.mjs';

const binary = join(root, 'dist', 'krait-wasi.wasm');
const all = process.env.KRAIT_WASI === 'all';
const always = /streams\/empty_paths|sysmod\/tempfile_files/;

/** What WASI itself has not, by program. */
const platform = {
  'corners/asked_once.py': 'no paths from a descriptor',
  'stdlib/file_times.py': 'no times before 1970; node:wasi keeps whole seconds',
  'streams/directory_descriptors.py': 'paths from the working directory are no paths from a descriptor',
  'streams/pipes.py': 'no pipes',
  'sysmod/audit_events.py': 'the numbers of the flags of open(); no permissions',
  'sysmod/audit_source_lines.py': 'the numbers of the flags of open()',
  'sysmod/os_about_processes.py': 'no parent process, no users',
  'sysmod/os_directory_by_descriptor.py': 'paths from the working directory are no paths from a descriptor',
  'sysmod/os_limits_and_names.py': 'no sysconf(), no locks, no descriptors of directories',
  'sysmod/os_no_other_processes.py': 'what needs processes is not even there',
  'sysmod/os_owners_and_vectors.py': 'no owners, no readv()',
  'sysmod/os_path_objects.py': 'no statvfs(); the numbers of the flags of open()',
}; // prettier-ignore

test('programs of the language suite', { skip: !existsSync(binary) }, async () => {
  const jobs = [...programs([join(root, 'tests/language/programs')])].filter(
    ({ title }, i) => all || i % 17 === 0 || always.test(title),
  );
  const found = [];
  const report = ({ title, problem }) => {
    const known = title.replace('language/programs/', '') in platform;
    if (known !== Boolean(problem)) found.push(`${title}\n${problem || 'is as in CPython now'}`);
  };
  await compareAll(jobs, report, { binary, timeout: 300_000 });
  assert.equal(found.length, 0, found.join('\n\n'));
});
