#!/usr/bin/env node
import process from 'node:process';
import { translationsFolder } from './cli/bundles.ts';
import type { Io } from './cli/io.ts';
import { main } from './cli/main.ts';

const written = (stream: NodeJS.WriteStream) => (text: string) =>
  new Promise<void>((resolve) => {
    stream.write(text, () => {
      resolve();
    });
  });

// Who stops reading, as `head` does, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

async function* standardInput(): AsyncIterable<string> {
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) yield String(chunk);
}

const io: Io = {
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  translations: translationsFolder(),
  environment: process.env,
  stdin: standardInput(),
  stdout: written(process.stdout),
  stderr: written(process.stderr),
  colours: process.stdout.isTTY && !process.env['NO_COLOR'] ? 'ansi' : 'none',
};

// The code is set, not exited with: what is written to a pipe must arrive, and a server stays.
void main(io).then((code) => {
  process.exitCode = code;
});
