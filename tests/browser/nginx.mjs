// A county's web server: nginx as it was set up years ago, plain http, at a name that is not this machine's.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The name by which a browser started with `names` knows the server. */
export const NAME = 'portal.county.example';
export const names = [`--host-resolver-rules=MAP *.example 127.0.0.1`];

const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
};

/** Knows no WebAssembly, no modules, no brotli; sends pages in the page's own charset. */
const configuration = ({ folder, port, headers, charset }) => `
daemon off;
${process.getuid() === 0 ? 'user root;' : ''}
pid ${folder}/pid;
error_log stderr crit;
worker_processes 1;
events { worker_connections 64; }
http {
  types {
    text/html html htm;
    text/css css;
    application/x-javascript js;
    image/gif gif;
  }
  default_type text/plain;
  charset ${charset};
  gzip on;
  gzip_comp_level 9;
  gzip_min_length 1k;
  gzip_types text/css application/x-javascript;
  keepalive_timeout 65;
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    server_name ${NAME};
    root ${folder}/root;
    ${Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}";`).join('\n    ')}
    location / { root ${join(root, 'tests/browser/sites')}; }
    location /precheck/ { expires 1y; }
    location /jquery/ { }
    location = /favicon.ico { return 204; }
  }
}
`;

/** Starts the server for a test: pages of tests/browser/sites/ at the top, what the build made under /precheck/. */
export async function nginx(test, { headers = {}, charset = 'off' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'precheck-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration({ folder, port, headers, charset }));
  await symlink(folder, join(folder, 'root'));
  await symlink(join(root, 'www/dist'), join(folder, 'precheck'));
  await symlink(join(root, 'node_modules/jquery/dist'), join(folder, 'jquery'));
  const server = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  const ended = once(server, 'exit');
  for (let tries = 0; ; tries += 1) {
    const socket = createConnection(port, '127.0.0.1');
    const open = await new Promise((done) => { socket.on('connect', () => done(true)).on('error', () => done(false)); });
    socket.destroy();
    if (open) break;
    if (tries > 100 || server.exitCode !== null) throw new Error('nginx did not start');
    await new Promise((done) => { setTimeout(done, 50); });
  }
  test.after(async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  return {
    url: `http://${NAME}:${port}/`,
    /** What was asked of it, a line each. */
    asked: async () => (await readFile(join(folder, 'access.log'), 'utf8')).trim().split('\n').map((line) => /"(.*?)"/.exec(line)[1]),
  };
}
