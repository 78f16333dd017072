// npm run package: the .vsix that is published. Its options are under `vsce` in package.json, which
// vsce's own command would overrule by its defaults.
import { createVSIX } from '@vscode/vsce';
import { root } from './root.mjs';

await createVSIX({ cwd: root });
