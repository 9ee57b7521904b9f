// install.mjs NPM: brings node_modules into the state that package-lock.json asks for, if it is not.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
const mark = join(folder, 'node_modules', '.installed');

function isInstalled() {
  try {
    return readFileSync(mark, 'utf8') === lock;
  } catch {
    return false;
  }
}

if (!isInstalled()) {
  const run = spawnSync(process.argv[2], ['ci', '--ignore-scripts', '--no-audit', '--no-fund',
    '--fetch-retries=1', '--fetch-timeout=60000'], {cwd: folder, encoding: 'utf8', timeout: 180000});
  if (run.status !== 0) {
    console.error((run.stderr || String(run.error)).split('\n').slice(0, 4).join(' '));
    process.exit(1);
  }
  writeFileSync(mark, lock);
}
