// Where everything is. The scripts work from the project's folder, wherever they are started.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, as an absolute path. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

process.chdir(root);

/** What tests and start leave behind; ignored by git and by the package. */
export const cache = path.join(root, '.vscode-test');
export const logs = path.join(cache, 'logs');
