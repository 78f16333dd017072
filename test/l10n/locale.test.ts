// The language of the command line and of the server.
import { afterEach, describe, expect, test } from 'vitest';
import spanish from '../../l10n/bundle.l10n.es.json' with { type: 'json' };
import { setTranslations, t } from '../../server/src/base/l10n.ts';
import { translationsFor } from '../../server/src/cli/translations.ts';
import { makeFolder, template, TRANSLATIONS } from '../cli/kit.ts';
import { startEditor } from '../editor.ts';

afterEach(() => setTranslations(undefined));

describe('t', () => {
  test('puts values into the text of the language', () => {
    setTranslations({ '{0} of {1}': '{1}: {0}' });
    expect(t('{0} of {1}', 'a', 2)).toBe('2: a');
    expect(t('not there')).toBe('not there');
  });

  test.each([undefined, null, 'es', 3, { a: 1 }, []])('takes %j for English', (bundle) => {
    setTranslations(bundle);
    expect(t('{0} a {1}', 'x')).toBe('x a {1}');
    expect(t('constructor')).toBe('constructor');
  });
});

describe('the locale', () => {
  test.each(['es', 'es-MX', 'es_ES.UTF-8', 'ES'])('%s is Spanish', (locale) => {
    expect(translationsFor(TRANSLATIONS, locale)).toEqual(spanish);
  });

  test.each([undefined, '', 'en', 'C', 'C.UTF-8', 'POSIX', 'est', '../es'])(
    '%s is English',
    (locale) => {
      expect(translationsFor(TRANSLATIONS, locale)).toBeUndefined();
    },
  );
});

describe('the command line', () => {
  const SAYS = 'las máquinas virtuales de esta plantilla reclaman 3 GPU';
  const files = {
    'edge-gpu.config.yaml': 'device: { model: pro-gpu-2, release: "2607" }\n',
    'vms.json': template('Standard_NC4as_T4_v3', 'Standard_NC4as_T4_v3', 'Standard_NC4as_T4_v3'),
  };

  test.each([
    [['--locale', 'es', 'check'], {}, true],
    [['check', '--locale=es'], {}, true],
    [['check'], { LANG: 'es_ES.UTF-8' }, true],
    [['check'], { LANG: 'es_ES.UTF-8', LC_ALL: 'C' }, false],
    [['check', '--locale', 'en'], { LANG: 'es_ES.UTF-8' }, false],
    [['check'], {}, false],
  ] as const)('%j with %j speaks Spanish: %s', async (argv, environment, isSpanish) => {
    const folder = makeFolder();
    try {
      folder.write(files);
      folder.environment = environment;
      const { code, out } = await folder.run(...argv);
      expect(code).toBe(1);
      expect(out.includes(SAYS)).toBe(isSpanish);
    } finally {
      folder.remove();
    }
  });

  test('refuses a language that it has not', async () => {
    const folder = makeFolder();
    const { code, err } = await folder.run('check', '--locale', 'xx');
    folder.remove();
    expect(code).toBe(2);
    expect(err).toContain("'xx' is invalid");
  });
});

describe('the language server', () => {
  const files = {
    'a.gpuscenario.yaml': 'device: { model: pro-gpu-1, release: "2607" }\nsteps: []\n',
  };

  test.each([
    ['sent by the client', { initializationOptions: { translations: spanish } }],
    [
      'of its own for the locale',
      { locale: 'es', translations: (locale?: string) => translationsFor(TRANSLATIONS, locale) },
    ],
  ])('uses translations %s', async (_, options) => {
    const editor = await startEditor({ files, ...options });
    expect(t('1 GPU')).toBe(spanish['1 GPU']);
    editor.dispose();
  });
});
