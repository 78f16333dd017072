import { readFileSync } from 'node:fs';
import { root } from './root.mjs';

const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

/** The constants that every bundler puts in. */
export const defines = { EDGE_GPU_VERSION: JSON.stringify(version) };
