// npm run package [-- FILE]: packs the .vsix that is published. The options are under `vsce` in
// package.json, which vsce's own command would overrule by its defaults.
import { createVSIX } from '@vscode/vsce';
import { root } from './root.mjs';

const file = process.argv[2];
await createVSIX({ cwd: root, ...(file ? { packagePath: file } : {}) });
