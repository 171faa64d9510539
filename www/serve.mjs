// www/dist/, or a folder named, on this machine alone: `node www/serve.mjs`, at PORT or 8090, or the next port that is free.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), 'dist'));
const host = '127.0.0.1';
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const server = createServer(async (request, response) => {
  const answer = (status, type, body) => {
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (!['GET', 'HEAD'].includes(request.method)) return answer(405, types['.txt'], 'GET only\n');
  const file = fileFor(request.url);
  try {
    answer(200, types[extname(file)] ?? 'application/octet-stream', await readFile(file));
  } catch {
    answer(404, types['.txt'], 'not found\n');
  }
});

/** The file a path names, or '' if the path is malformed or leads out of the folder. */
function fileFor(url) {
  try {
    const path = decodeURIComponent(url.split('?')[0]);
    const file = normalize(join(dist, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(dist + sep) ? file : '';
  } catch {
    return '';
  }
}

let port = Number(process.env.PORT ?? 8090);
const last = port + 20;
server.on('listening', () => console.log(`http://${host}:${server.address().port}/`));
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || port >= last) throw error;
  server.listen(++port, host);
});
server.listen(port, host);
