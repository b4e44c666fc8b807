// Starts the built binary on a free loopback port with an empty data folder, as a newcomer would.
import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { promisify } from 'node:util';

export const binary = process.env.ACCOLADE_BINARY ?? path.resolve(import.meta.dirname, '../../target/debug/accolade');

// Another port may be wished for; it is taken where it is free.
export async function startPlatform(environment = {}, wished = 0) {
  const data = await fs.mkdtemp(path.join(os.tmpdir(), 'accolade-e2e-'));
  const port = await freePort(wished).catch(() => freePort(0));
  const child = spawn(binary, [], {
    cwd: data,
    env: { ...process.env, ACCOLADE_LISTEN: `127.0.0.1:${port}`, ACCOLADE_DATA: path.join(data, 'accolade-data'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  const ready = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      readline.createInterface({ input: stream }).on('line', line => {
        said.push(line);
        if (line.includes(`http://localhost:${port}`)) resolve();
      });
    }
    child.once('exit', code => reject(new Error(`the platform ended with ${code}:\n${said.join('\n')}`)));
  });
  await ready;
  return {
    origin: `http://localhost:${port}`,
    said,
    async stop() {
      if (child.exitCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      await fs.rm(data, { recursive: true, force: true });
    },
  };
}

// Runs the command line; resolves to its exit code and output, also when it fails.
export async function accolade(...args) {
  try {
    const { stdout } = await promisify(execFile)(binary, args, { maxBuffer: 1 << 24 });
    return { code: 0, stdout };
  } catch (error) {
    if (typeof error.code !== 'number') throw error;
    return { code: error.code, stdout: error.stdout };
  }
}

async function freePort(wished) {
  const server = net.createServer().listen(wished, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
