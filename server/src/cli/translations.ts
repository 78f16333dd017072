import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from './io.ts';

/**
 * Returns the translations for a locale such as `es`, `es-MX` or `es_MX.UTF-8`, from the folder of
 * the bundles; `undefined` for English and for a language that has no bundle.
 */
export function translationsFor(folder: string, locale: string | undefined): unknown {
  const language = /^[a-z]{2,3}(?![a-z])/i.exec(locale ?? '')?.[0].toLowerCase();
  if (language === undefined) return undefined;
  try {
    const bundle = readFileSync(join(folder, `bundle.l10n.${language}.json`), 'utf8');
    return JSON.parse(bundle) as unknown;
  } catch {
    return undefined;
  }
}

/** Returns the locale that `--locale` names, else that of the environment, as POSIX looks for it. */
export function localeOf({ argv, environment }: Io): string | undefined {
  const at = argv.findIndex((argument) => /^--locale(?:=|$)/.test(argument));
  const written = argv[at]?.startsWith('--locale=') ? argv[at].slice(9) : argv[at + 1];
  if (at >= 0 && written !== undefined) return written;
  // An empty variable is as good as none.
  return environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || undefined;
}
