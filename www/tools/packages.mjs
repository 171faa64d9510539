// Whether npm's packages in a folder are those of its lock file, under licences that we take, and run nothing when they are installed:
// `node www/tools/packages.mjs [FOLDER…]`. What Cargo.lock names, `cargo deny` looks at: .cargo/deny.toml.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';

/** Licences that ask for no more than to be named; any package may have them. */
const LICENSES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'Zlib'];

/** Others, each for what has it: a tool of the build or of the tests, but for the font, which ships with its licence beside it. */
const LICENSES_OF = [
  { license: 'MPL-2.0', packages: /^(axe-core|ical\.js|lightningcss(-[a-z0-9-]+)?)$/ },
  { license: 'OFL-1.1', packages: /^@fontsource\/noto-sans-arabic$/ },
  { license: 'Python-2.0', packages: /^argparse$/ },
];

/** Packages that would run something when they are installed. `.npmrc` lets none of them: these work all the same. */
const SCRIPTED = ['esbuild'];
const SCRIPTS = ['preinstall', 'install', 'postinstall'];

/** What npm allows into a name and a version; no path leads out of the folder by them. */
const NAME = /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i;

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Every package in a `node_modules`, at any depth, by its path from the folder, as the lock file has it. */
function installedIn(folder, within = 'node_modules') {
  const at = join(folder, within);
  if (!existsSync(at)) return [];
  const names = readdirSync(at).filter((name) => !name.startsWith('.'))
    .flatMap((name) => (name.startsWith('@') ? readdirSync(join(at, name)).map((inner) => `${name}/${inner}`) : [name]));
  return names.map((name) => `${within}/${name}`)
    .filter((path) => existsSync(join(folder, path, 'package.json')))
    .flatMap((path) => [path, ...installedIn(folder, `${path}/node_modules`)]);
}

const nameAt = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Whether every licence of an expression is one that we take: that a choice is left is not relied on. */
function isTaken(name, expression) {
  const licenses = String(expression).split(/[\s()]+|\bAND\b|\bOR\b/).filter(Boolean);
  const taken = (license) => LICENSES.includes(license) || LICENSES_OF.some((other) => other.license === license && other.packages.test(name));
  return licenses.length > 0 && licenses.every(taken);
}

/** What the lock file says of one package. */
function faultsOfLocked(path, locked) {
  const name = nameAt(path);
  const faults = [];
  const fault = (code, message) => faults.push({ code, path, message });
  if (!NAME.test(name)) fault('name', 'is no name of a package');
  if (locked.link || locked.resolved) fault('source', `comes from \`${locked.resolved ?? 'a link'}\`, not from the registry`);
  // what lies inside another package is held by that one's sum
  else if (!locked.inBundle && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? '')) fault('integrity', `has no SHA-512 but \`${locked.integrity ?? ''}\``);
  if (locked.hasInstallScript && !SCRIPTED.includes(name)) fault('script', 'runs a script when it is installed');
  if (!isTaken(name, locked.license)) fault('license', `is under \`${locked.license ?? ''}\``);
  return faults;
}

/** What lies there of one package, beside what the lock file says of it. */
function faultsOfInstalled(folder, path, locked) {
  const faults = [];
  const fault = (code, message) => faults.push({ code, path, message });
  if (!locked) {
    fault('not-locked', 'is installed, and the lock file has none');
    return faults;
  }
  const { version, license, scripts = {} } = json(join(folder, path, 'package.json'));
  const name = nameAt(path);
  // before there were expressions, a licence was an object
  const own = license?.type ?? license;
  if (version !== locked.version) fault('version', `is ${version} where the lock file has ${locked.version}`);
  if (own !== locked.license && !isTaken(name, own)) fault('license', `is under \`${own ?? ''}\``);
  const runs = SCRIPTS.filter((script) => scripts[script]).concat(existsSync(join(folder, path, 'binding.gyp')) ? ['binding.gyp'] : []);
  if (runs.length > 0 && !SCRIPTED.includes(name)) fault('script', `runs ${runs.join(', ')} when it is installed`);
  return faults;
}

/** Looks at a folder with a lock file, and at what is installed there: `{ locked, installed, faults }`, the first two counts, a fault `{ code, path, message }`. */
export function checkPackages(folder) {
  const { packages, lockfileVersion } = json(join(folder, 'package-lock.json'));
  if (lockfileVersion !== 3) throw new Error(`${folder}: a lock file of version ${lockfileVersion}, and only 3 can be read`);
  const locked = Object.entries(packages).filter(([path]) => path !== '');
  const installed = installedIn(folder);
  const there = new Set(installed);
  // one for another kind of machine is left out
  const missing = locked.filter(([path, { optional }]) => !optional && !there.has(path));
  return {
    locked: locked.length,
    installed: installed.length,
    faults: [
      ...locked.flatMap(([path, entry]) => faultsOfLocked(path, entry)),
      ...installed.flatMap((path) => faultsOfInstalled(folder, path, packages[path])),
      ...missing.map(([path]) => ({ code: 'not-installed', path, message: 'is locked, and not installed' })),
    ],
  };
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  let isFaulty = false;
  for (const folder of argv.length > 2 ? argv.slice(2) : ['.']) {
    const { locked, installed, faults } = checkPackages(folder);
    for (const { code, path, message } of faults) console.error(`${join(folder, path)}: ${message} (${code})`);
    console.log(`${join(folder, 'package-lock.json')}: ${locked} packages of npm's locked, ${installed} installed, ${faults.length} faults`);
    isFaulty ||= faults.length > 0;
  }
  if (isFaulty) exit(1);
}
