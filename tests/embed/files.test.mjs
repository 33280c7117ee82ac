// The file system in memory answers as the host's own does: the same operations on both, the same results
// and the same error codes.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as M from '../../js/memory-files.mjs';
import { NodeFiles } from '../../js/node-files.mjs';
import { readOnly } from '../../js/read-only.mjs';
import { temporaryFolder } from '../lib/suite.mjs';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_RDWR, O_TRUNC, O_WRONLY } = M;
const directory = temporaryFolder();

const bytes = (text) => Buffer.from(text);

/** The host's files with `root` put before every path: what the kernel itself answers. */
const below = (root) =>
  new Proxy(new NodeFiles(), {
    get:
      (files, name) =>
      (...args) => {
        const real = args.map((a) => (typeof a === 'string' && a.startsWith('/') ? root + a : a));
        const result = files[name](...real);
        return name === 'realpath' ? result.slice(root.length) : result;
      },
  });

/** Runs `f` on both kinds of volume and compares what it returns or throws. */
let nextRoot = 0;
function both(name, steps) {
  test(name, () => {
    const root = join(directory, String(nextRoot++));
    new NodeFiles().mkdir(root, 0o755);
    const volumes = [below(root), new M.MemoryFiles()];
    const results = volumes.map((volume) => {
      const out = [];
      const attempt = (f) => {
        let value;
        try {
          value = f();
        } catch (error) {
          assert.equal(typeof error.code, 'string', error.stack);
          value = error.code;
        }
        out.push(value);
        return value;
      };
      steps(volume, attempt);
      return out;
    });
    assert.deepEqual(results[1], results[0]);
  });
}

function write(volume, path, text, flags = O_WRONLY | O_CREAT | O_TRUNC) {
  const file = volume.open(path, flags, 0o644);
  const n = file.write(bytes(text), 0);
  file.close();
  return n;
}
function read(volume, path) {
  const file = volume.open(path, 0, 0);
  const into = new Uint8Array(1000);
  const n = file.read(into, 0);
  file.close();
  return Buffer.from(into.subarray(0, n)).toString();
}
const shape = (s) => ({
  type: (s.mode & M.S_IFMT).toString(8),
  permissions: s.mode & 0o777,
  nlink: s.nlink,
});

both('files', (v, attempt) => {
  attempt(() => write(v, '/a', 'hello'));
  attempt(() => read(v, '/a'));
  attempt(() => write(v, '/a', 'J', O_WRONLY));
  attempt(() => read(v, '/a'));
  attempt(() => v.open('/a', O_RDWR | O_CREAT | O_EXCL, 0o644));
  attempt(() => v.open('/none', 0, 0));
  attempt(() => v.open('/a/b', 0, 0));
  attempt(() => v.open('/a', O_DIRECTORY, 0));
  attempt(() => v.open('/', O_WRONLY, 0));
  attempt(() => v.open('/a/', 0, 0));
  attempt(() => v.stat('/a', true).size);
  attempt(() => shape(v.stat('/a', true)));
  attempt(() => v.truncate('/a', 2));
  attempt(() => v.truncate('/a', 4));
  attempt(() => read(v, '/a'));
  attempt(() => v.chmod('/a', 0o600));
  attempt(() => shape(v.stat('/a', true)));
  attempt(() => v.utimes('/a', 1_000_000_000_000_000_000n, 1_500_000_000_000_000_000n, true));
  attempt(() => [v.stat('/a', true).atime, v.stat('/a', true).mtime]);
  attempt(() => v.unlink('/a'));
  attempt(() => v.unlink('/a'));
  attempt(() => v.unlink('/'));
  attempt(() => v.stat('/x'.repeat(3) + 'n'.repeat(300), true));
});

both('directories', (v, attempt) => {
  attempt(() => v.mkdir('/d', 0o755));
  attempt(() => v.mkdir('/d', 0o755));
  attempt(() => v.mkdir('/d/e/', 0o700));
  attempt(() => v.mkdir('/x/y', 0o700));
  attempt(() => shape(v.stat('/d', true)));
  attempt(() => write(v, '/d/f', 'x'));
  attempt(() => v.rmdir('/d'));
  attempt(() => v.rmdir('/d/f'));
  attempt(() => v.rmdir('/d/e/'));
  attempt(() => v.rmdir('/none'));
  attempt(() =>
    v
      .open('/d', O_DIRECTORY, 0)
      .entries()
      .map((e) => e.name),
  );
  attempt(() => v.realpath('/d/../d/./f'));
});

both('names that are no UTF-8', (v, attempt) => {
  attempt(() => write(v, '/\xff\xe9\xc3\xa9', 'odd'));
  attempt(() => read(v, '/\xff\xe9\xc3\xa9'));
  attempt(() =>
    v
      .open('/', 0, 0)
      .entries()
      .map((e) => e.name),
  );
});

both('links', (v, attempt) => {
  write(v, '/f', 'data');
  attempt(() => v.symlink('f', '/l'));
  attempt(() => v.readlink('/l'));
  attempt(() => v.readlink('/f'));
  attempt(() => read(v, '/l'));
  attempt(() => shape(v.stat('/l', false)).type);
  attempt(() => shape(v.stat('/l', true)).type);
  attempt(() => v.open('/l', O_NOFOLLOW, 0));
  attempt(() => v.symlink('loop', '/loop'));
  attempt(() => v.stat('/loop', true));
  attempt(() => v.symlink('nowhere', '/dangling'));
  attempt(() => v.stat('/dangling', true));
  attempt(() => v.access('/dangling', 0));
  attempt(() => write(v, '/dangling', 'through'));
  attempt(() => read(v, '/nowhere'));
  attempt(() => v.open('/dangling', O_WRONLY | O_CREAT | O_EXCL, 0o600));
  v.mkdir('/d', 0o755);
  attempt(() => v.symlink('../d', '/d/self'));
  attempt(() => write(v, '/d/self/self/g', 'deep'));
  attempt(() => v.realpath('/d/self/self/g'));
  attempt(() => v.link('/f', '/h', false));
  attempt(() => v.stat('/f', true).nlink);
  attempt(() => v.link('/f', '/h', false));
  attempt(() => v.link('/d', '/dd', false));
  attempt(() => v.unlink('/f'));
  attempt(() => read(v, '/h'));
  attempt(() => v.symlink('x', '/h'));
});

both('renaming', (v, attempt) => {
  write(v, '/f', '1');
  write(v, '/g', '2');
  v.mkdir('/d', 0o755);
  v.mkdir('/d/e', 0o755);
  attempt(() => v.rename('/f', '/g'));
  attempt(() => read(v, '/g'));
  attempt(() => v.rename('/f', '/x'));
  attempt(() => v.rename('/g', '/d'));
  attempt(() => v.rename('/d', '/g'));
  attempt(() => v.rename('/d', '/d/e/inside'));
  attempt(() => v.rename('/d/e', '/e'));
  attempt(() => v.rename('/d', '/e'));
  attempt(() => v.rename('/g', '/e/g'));
  attempt(() => read(v, '/e/g'));
  attempt(() => v.rename('/e', '/e'));
  attempt(() => shape(v.stat('/', true)).nlink);
});

test('appending and sparse writing', () => {
  const v = new M.MemoryFiles();
  const file = v.open('/f', O_RDWR | O_CREAT | O_APPEND, 0o644);
  file.write(bytes('abc'), 10);
  const into = new Uint8Array(20);
  assert.equal(file.read(into, 0), 13);
  assert.deepEqual([...into.subarray(0, 13)], [...new Array(10).fill(0), 97, 98, 99]);
  file.truncate(2);
  file.truncate(5);
  assert.equal(file.read(into, 0), 5);
  assert.deepEqual([...into.subarray(0, 5)], [0, 0, 0, 0, 0]);
});

test('a read-only volume refuses every change', () => {
  const files = new M.MemoryFiles();
  files.addFile('/d/f', bytes('text'));
  const v = readOnly(files);
  const refused = { code: 'EROFS' };
  assert.equal(read(v, '/d/f'), 'text');
  assert.throws(() => v.open('/d/f', O_WRONLY, 0), refused);
  assert.throws(() => v.open('/d/f', O_TRUNC, 0), refused);
  assert.throws(() => v.open('/d/new', O_CREAT, 0o644), { code: 'ENOENT' });
  assert.throws(() => v.access('/d/f', 2), refused);
  for (const [name, ...args] of [
    ['mkdir', '/x', 0],
    ['unlink', '/d/f'],
    ['rename', '/d', '/e'],
    ['chmod', '/d', 0],
  ]) {
    assert.throws(() => v[name](...args), refused);
  }
  assert.throws(() => v.open('/d/f', 0, 0).truncate(0), refused);
  assert.equal(read(v, '/d/f'), 'text');
});

test('no path leads out of a host directory', () => {
  const root = join(directory, 'jail');
  const v = new NodeFiles();
  v.mkdir(root, 0o755);
  write(v, `${directory}/secret`, 'secret');
  v.symlink(directory, `${root}/out`);
  v.symlink('../secret', `${root}/file`);
  v.symlink('../created', `${root}/dangling`);
  const jail = new NodeFiles(root);
  for (const path of ['/out/secret', '/file', '/../secret', '/out/../secret', '/x/../../secret']) {
    assert.throws(() => jail.open(path, 0, 0), { code: /EACCES|ENOENT/ }, path);
    assert.throws(() => jail.stat(path, true), { code: /EACCES|ENOENT/ }, path);
  }
  assert.throws(() => jail.open('/dangling', O_WRONLY | O_CREAT, 0o644), { code: 'EACCES' });
  assert.throws(() => jail.open('/out/created', O_WRONLY | O_CREAT, 0o644), { code: 'EACCES' });
  assert.throws(() => jail.truncate('/file', 0), { code: 'EACCES' });
  assert.equal(jail.readlink('/file'), '../secret');
  assert.equal(read(v, `${directory}/secret`), 'secret');
});
