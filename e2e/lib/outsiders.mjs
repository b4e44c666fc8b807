// Other people's verifiers of 3.0 and of 2.0, set up once in a temporary folder from ../shared/checks, beside a link to the vectors.
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
  for (const name of ['package.json', 'verify-ob3.mjs', 'verify-ob2.py']) await fs.copyFile(path.join(shared, 'checks', name), path.join(checks, name));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: checks });
  await run('python3', ['-m', 'venv', 'venv'], { cwd: checks });
  const python = path.join(checks, 'venv/bin/python');
  // The second overrides a pin of the first that no longer imports.
  for (const wanted of ['openbadges==1.1.2', 'pycryptodome>=3.20']) await run(python, ['-m', 'pip', 'install', '--quiet', wanted]);
  // Throws with the verifier's own words when something is not as expected.
  const judge = async (program, script, verdict, given) => {
    const { stdout } = await run(program, [path.join(checks, script), '--expect', verdict, ...given]).catch(error => {
      throw new Error(`another verifier does not say ${verdict}:\n${error.stdout ?? ''}${error.stderr ?? ''}`);
    });
    return stdout;
  };
  return {
    folder,
    // Files of Open Badges 3.0.
    expect: (verdict, ...files) => judge('node', 'verify-ob3.mjs', verdict, files),
    // Pictures with Open Badges 2.0 in them, and addresses of Assertions.
    expectV2: (verdict, recipient, ...given) => judge(python, 'verify-ob2.py', verdict, ['--recipient', recipient, ...given]),
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  };
}
