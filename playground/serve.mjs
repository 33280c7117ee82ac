// Serves the playground as any static file server would: no special headers, nothing computed. For
// development and the tests.
//
// usage: node playground/serve.mjs [PORT]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What is served of the repository. */
const folders = /^\/(playground|dist)\//;
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
};

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function respond(request, response) {
  const fail = (/** @type {number} */ code, headers = {}) =>
    response.writeHead(code, headers).end(`${code}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return fail(405, { allow: 'GET, HEAD' });
  let path;
  try {
    path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  } catch {
    return fail(400);
  }
  if (path === '/' || path === '/playground') return fail(302, { location: '/playground/' });
  if (path.endsWith('/')) path += 'index.html';
  const file = join(root, normalize(path));
  if (!folders.test(path) || path.includes('\0') || !folders.test(normalize(path)))
    return fail(404);
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) return fail(404);
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': info.size,
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** @param {number} [port] default: any that is free */
export function serve(port = 0) {
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(Number(process.argv[2] ?? 8000));
  console.log(`http://localhost:${server.address().port}/`);
}
