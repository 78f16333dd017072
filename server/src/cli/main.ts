import { setTranslations } from '../base/l10n.ts';
import { Command, CommanderError, Option } from 'commander';
import type { CheckOptions } from './check.ts';
import type { EvaluateOptions } from './evaluate.ts';
import type { ExpandOptions } from './expand.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import type { KnowledgeOptions, SizesOptions } from './knowledge.ts';
import type { McpOptions } from './mcp.ts';
import type { MergeOptions } from './merge.ts';
import type { SimulateOptions } from './simulate.ts';
import { localeOf, translationsFor } from './translations.ts';
import { version } from './version.ts';

/**
 * Runs the command line and returns its exit code. Never throws: what nobody foresaw is one line
 * on stderr too. Each command's modules are loaded when it runs, so that `--help` is quick.
 */
export async function main(io: Io): Promise<ExitCode> {
  setTranslations(translationsFor(io.translations, localeOf(io)));
  if (io.argv.length === 0) return refuse(io, "no command given; see 'edge-gpu --help'");
  let exitCode: ExitCode = 0;
  const writes: Promise<unknown>[] = [];
  const program = programOf(io, writes, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(io.argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return await refuse(
      io,
      `internal error: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await Promise.all(writes);
  }
}

function programOf(io: Io, writes: Promise<unknown>[], exit: (code: ExitCode) => void): Command {
  const program = new Command('edge-gpu')
    .description('Checks ARM templates and scenarios for GPU virtual machines on Azure Stack Edge.')
    .version(version)
    // It has been read: what is said of a command is in this language already.
    .addOption(
      new Option(
        '--locale <language>',
        'the language of messages; else that of the environment',
      ).choices(['en', 'es']),
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => writes.push(io.stdout(text)),
      writeErr: (text) => writes.push(io.stderr(text)),
      outputError: (text) => writes.push(refuse(io, text.replace(/^error: /, ''))),
    })
    .addHelpText('after', EXIT_CODES);

  program
    .command('check')
    .description('report findings of templates, parameter files, scenarios and configurations')
    .argument('[path...]', 'files, and folders to search; the working directory when none is given')
    .addOption(format('text', 'json', 'sarif', 'github', 'junit'))
    .option('--device <id>', "the device that templates are meant for; see 'devices'")
    .option('--release <release>', 'the software release of the device, such as 2106')
    .addOption(
      new Option('--kubernetes <state>', 'whether Kubernetes is configured on the device').choices([
        'none',
        'configured',
      ]),
    )
    .option('--config <file>', 'use this configuration instead of the one found upward from a file')
    .addOption(
      new Option(
        '--min-severity <severity>',
        'milder findings do not count for the exit code; json and sarif have them all the same',
      )
        .choices(['error', 'warning', 'information', 'hint'])
        .default('warning'),
    )
    .option('--fix', 'make the preferred fixes of definite findings, then report what is left')
    .option('--baseline <file>', 'leave out the findings that this file knows')
    .option('--write-baseline <file>', 'write a file that knows all present findings')
    .option(
      '--shard <I/N>',
      "check the I-th of N shares of the files; 'auto' asks the environment, as in an Indexed Job",
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const { check } = await import('./check.ts');
      exit(await check(io, paths, options));
    });

  program
    .command('merge')
    .description('make one report of those of several checks, in json or in sarif')
    .argument('<file...>', 'what check --format json or check --format sarif wrote')
    .addOption(
      new Option('--min-severity <severity>', 'milder findings do not count for the exit code')
        .choices(['error', 'warning', 'information', 'hint'])
        .default('warning'),
    )
    .action(async (paths: string[], options: MergeOptions) => {
      const { merge } = await import('./merge.ts');
      exit(await merge(io, paths, options));
    });

  program
    .command('simulate')
    .description('show who holds which GPU after each step of a scenario')
    .argument(
      '<scenario...>',
      'scenario files, and folders to search; with --safe-order templates, too',
    )
    .addOption(format('text', 'json', 'svg', 'junit'))
    .option('--scenario <name>', 'only the scenarios of this name')
    .option(
      '--safe-order',
      'say in which order everything gets its GPU, or why in none and what would help',
    )
    .option('--device <id>', "with --safe-order: the device of templates; see 'devices'")
    .option('--release <release>', 'with --safe-order: its software release, such as 2106')
    .addOption(
      new Option(
        '--kubernetes <state>',
        'with --safe-order: none when templates are deployed without Kubernetes',
      ).choices(['none', 'configured']),
    )
    .action(async (paths: string[], options: SimulateOptions & { safeOrder?: true }) => {
      if (options.safeOrder) {
        const { adviseOrder } = await import('./safe-order.ts');
        return exit(await adviseOrder(io, paths, options));
      }
      const { simulate } = await import('./simulate.ts');
      exit(await simulate(io, paths, options));
    });

  program
    .command('expand')
    .description('show a template with loops, conditions and expressions evaluated')
    .argument('<template>', 'what cannot be known offline stays as the expression')
    .addOption(parameterFiles())
    .action(async (template: string, options: ExpandOptions) => {
      const { expand } = await import('./expand.ts');
      exit(await expand(io, template, options));
    });

  program
    .command('evaluate')
    .description('evaluate an ARM template expression')
    .argument('[expression]', "such as \"[concat('a', 'b')]\"; other text is its own value")
    .option(
      '--template <file>',
      'the expression sees the parameters and variables of this template',
    )
    .addOption(parameterFiles())
    .option('--batch', 'read one case a line from stdin as JSON, write one result a line')
    .action(async (expression: string | undefined, options: EvaluateOptions & { batch?: true }) => {
      exit(await runEvaluate(io, expression, options));
    });

  program
    .command('devices')
    .description('list the devices, with sources')
    .addOption(format('text', 'json'))
    .action(async (options: KnowledgeOptions) => {
      const { listDevices } = await import('./knowledge.ts');
      exit(await listDevices(io, options));
    });

  program
    .command('sizes')
    .description('list the VM sizes of the device, with sources')
    .option('--gpu', 'only sizes with a GPU')
    .option('--device <id>', 'only sizes that this device can run')
    .addOption(format('text', 'json'))
    .action(async (options: SizesOptions) => {
      const { listSizes } = await import('./knowledge.ts');
      exit(await listSizes(io, options));
    });

  program
    .command('facts')
    .description('list the facts that findings rest on, or show one with its sources')
    .argument('[id]', 'id of a fact')
    .addOption(format('text', 'json'))
    .action(async (id: string | undefined, options: KnowledgeOptions) => {
      const { showFacts } = await import('./knowledge.ts');
      exit(await showFacts(io, id, options));
    });

  program
    .command('rules')
    .description('list the rules, or describe one')
    .argument('[id]', 'id of a rule')
    .addOption(format('text', 'json'))
    .action(async (id: string | undefined, options: KnowledgeOptions) => {
      const { showRules } = await import('./rules.ts');
      exit(await showRules(io, id, options));
    });

  program
    .command('lsp')
    .description('run the language server')
    .requiredOption('--stdio', 'speak over stdin and stdout')
    .action(async () => {
      const { lsp } = await import('./lsp.ts');
      exit(await lsp());
    });

  program
    .command('mcp')
    .description(
      'serve the checks to assistants, by the Model Context Protocol over stdin and stdout',
    )
    .option(
      '--root <folder>',
      'a folder in which files may be read, several times for several; else the working directory',
      (folder: string, folders: readonly string[]) => [...folders, folder],
      [],
    )
    .action(async (options: McpOptions) => {
      const { serveMcp } = await import('./mcp.ts');
      exit(await serveMcp(io, options));
    });

  return program;
}

async function runEvaluate(
  io: Io,
  expression: string | undefined,
  options: EvaluateOptions & { readonly batch?: true },
): Promise<ExitCode> {
  if (options.batch) {
    if (expression !== undefined || options.template !== undefined) {
      return refuse(io, '--batch reads expressions from stdin and takes no other input');
    }
    const { evaluateBatch } = await import('./evaluate-batch.ts');
    return evaluateBatch(io);
  }
  if (expression === undefined) return refuse(io, 'no expression given; or use --batch');
  const { evaluate } = await import('./evaluate.ts');
  return evaluate(io, expression, options);
}

function parameterFiles(): Option {
  return new Option(
    '-p, --parameters <file>',
    "the template's parameter file; of several the later ones win",
  )
    .argParser((file: string, files: readonly string[]) => [...files, file])
    .default([], 'none');
}

/** The first format is the default. */
function format(...choices: readonly [string, ...string[]]): Option {
  return new Option('--format <format>', 'how to write the result')
    .choices(choices)
    .default(choices[0]);
}

const EXIT_CODES = `
Exit codes:
  0  nothing at or above --min-severity
  1  findings, a failing scenario or expectation, or a refused expression
  2  the job could not be done
`;
