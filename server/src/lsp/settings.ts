import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import type { FileTable } from './file-table.ts';

/** The section of the client's settings that is ours. */
const SECTION = 'edgeGpu';

/** Keeps the settings in the table as the client has them. */
export interface SettingsFollower {
  /** Resolves when the client's settings have been taken in for the first time. */
  readonly ready: Promise<void>;
  /** Takes the settings that come with `initialize`, for clients that have no others. */
  readonly initialize: (options: unknown) => void;
  /** Asks the client for its settings, and to be told when they change. */
  readonly follow: (client: ClientFeatures) => void;
}

/** Returns what follows the settings; `changed` is called when they differ from before. */
export function followSettings(
  connection: Connection,
  table: FileTable,
  changed: () => void,
  log: (message: string) => void,
): SettingsFollower {
  let canAsk = false;
  let asked = 0;
  let resolveReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    resolveReady = resolve;
  });

  const ask = async (): Promise<void> => {
    const question = ++asked;
    try {
      const settings: unknown = await connection.workspace.getConfiguration(SECTION);
      // Answers may overtake each other; the one to the last question counts.
      if (question === asked) table.setSettings(asJson(settings));
    } catch (error) {
      log(`settings cannot be read: ${String(error)}`);
    }
  };

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (canAsk) await ask();
    else table.setSettings(asJson(sectionOf(settings)));
    changed();
  });

  return {
    ready,
    initialize: (options) => table.setSettings(asJson(options)),
    follow(client) {
      canAsk = client.hasConfiguration;
      if (client.registersConfiguration) {
        connection.client
          .register(DidChangeConfigurationNotification.type, { section: SECTION })
          .catch((error: unknown) => log(`settings cannot be followed: ${String(error)}`));
      }
      void (canAsk ? ask() : Promise.resolve()).then(resolveReady);
    },
  };
}

function asJson(settings: unknown): string {
  return typeof settings === 'object' && settings !== null ? JSON.stringify(settings) : '{}';
}

function sectionOf(settings: unknown): unknown {
  const isObject = typeof settings === 'object' && settings !== null && SECTION in settings;
  return isObject ? settings[SECTION] : undefined;
}
