// Other people's verifiers, set up once in a temporary folder from ../shared/checks, beside a link to the vectors.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const shared = path.resolve(import.meta.dirname, '../../../shared');

// The reason to skip, or false where the checks are there. Under REQUIRE_VECTORS=1 their absence is a failure.
export async function absent() {
  try {
    await fs.access(path.join(shared, 'checks/verify-ob3.mjs'));
    return false;
  } catch {
    if (process.env.REQUIRE_VECTORS === '1') throw new Error(`${shared}/checks is not there, and REQUIRE_VECTORS=1`);
    return 'skipped: ../shared/checks is not there';
  }
}

export async function setUpOutsiders() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'accolade-outsiders-'));
  const checks = path.join(folder, 'checks');
  await fs.mkdir(checks);
  await fs.symlink(path.join(shared, 'vectors'), path.join(folder, 'vectors'));
  for (const name of ['package.json', 'verify-ob3.mjs']) await fs.copyFile(path.join(shared, 'checks', name), path.join(checks, name));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: checks });
  return {
    folder,
    // Throws with the verifier's own words when a file is not as expected.
    async expect(verdict, ...files) {
      const { stdout } = await run('node', [path.join(checks, 'verify-ob3.mjs'), '--expect', verdict, ...files]).catch(error => {
        throw new Error(`another verifier does not say ${verdict}:\n${error.stdout ?? ''}${error.stderr ?? ''}`);
      });
      return stdout;
    },
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  };
}
