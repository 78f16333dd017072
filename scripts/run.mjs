import { spawn } from 'node:child_process';

/**
 * Prints the title of the part that begins.
 * @param {string} title
 */
export function heading(title) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}`);
}

/**
 * Runs a program to its end, its output going to the terminal; returns its exit code, 1 when it
 * was killed or could not be started.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
      env: { ...process.env, ...options.env },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program that must succeed. Throws an Error that names the command when it does not.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
 */
export async function mustRun(program, args, options = {}) {
  const code = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${code}`);
}

/**
 * Runs npm, which must succeed.
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
 */
export async function npm(args, options = {}) {
  // npm names the script that started us; started by hand, it is found on the path.
  const script = process.env['npm_execpath'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (script?.endsWith('.js')) {
    await mustRun(process.execPath, [script, ...args, ...quiet], options);
  } else {
    await mustRun(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...quiet], options);
  }
}

/**
 * Runs the command of an installed package; returns its exit code.
 * @param {string} script inside `node_modules`
 * @param {readonly string[]} args
 */
export function runPackage(script, args) {
  return run(process.execPath, [`node_modules/${script}`, ...args]);
}

/**
 * Runs a script, which returns its exit code; an error ends it with its message and exit code 1.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
