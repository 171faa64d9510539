// The browsers: where each lies, what its own name for itself is, and how it is started on an address.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What keeps a browser quiet: it asks nobody for updates, and shows no page of its own first. */
const FIREFOX = `user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.policy.firstRunURL", "");
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("app.normandy.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("termsofuse.bypassNotification", true);
`;

const chromium = (binary) => ({ folder, url }) => [binary, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
  '--no-first-run', '--disable-background-networking', '--window-size=412,800', `--user-data-dir=${folder}`, '--remote-debugging-port=0', url]];
/** Where setup puts a Chromium of another year. */
export const old = (version) => join(root, `target/engines/bin/chromium-${version}`);

/** `agent` is in what the browser calls itself. */
export const engines = [
  ...['79', '86', '92', '109'].map((version) => ({ name: `Chromium ${version}`, agent: new RegExp(`Chrome/${version}\\.`), command: chromium(old(version)) })),
  { name: 'Chromium, today\'s', agent: /Chrome\/1[1-9]\d\./, command: chromium(process.env.CHROMIUM || '/usr/bin/chromium') },
  { name: 'Firefox ESR', agent: /Firefox\/\d/, command: ({ folder, url }) => ['firefox-esr', ['--headless', '--no-remote', '--profile', folder, url]] },
  {
    name: 'WebKitGTK', agent: /AppleWebKit(?!.*Chrom)/,
    command: ({ url }) => ['xvfb-run', ['-a', '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '--geometry=412x800', url]],
  },
];

/** Starts an engine on an address; the function that is returned ends it, and leaves nothing. */
export async function open({ command }, url) {
  const folder = await mkdtemp(join(tmpdir(), 'precheck-engine-'));
  await writeFile(join(folder, 'user.js'), FIREFOX);
  const [file, args] = command({ folder, url });
  // a group of its own: a browser is many processes
  const browser = spawn(file, args, { detached: true, stdio: 'ignore', env: { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' } });
  const ended = once(browser, 'exit');
  ended.catch(() => {});
  return {
    ended,
    async close() {
      try { process.kill(-browser.pid, 'SIGTERM'); } catch { /* it has ended */ }
      const timer = setTimeout(() => { try { process.kill(-browser.pid, 'SIGKILL'); } catch { /* it has ended */ } }, 3000);
      await ended.catch(() => {});
      clearTimeout(timer);
      try { process.kill(-browser.pid, 'SIGKILL'); } catch { /* it has ended */ }
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
