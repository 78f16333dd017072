/** Put in by the bundler from `package.json`; absent when the sources run unbundled. */
declare const EDGE_GPU_VERSION: string;

/** The version that `--version` and reports show. */
export const version = typeof EDGE_GPU_VERSION === 'string' ? EDGE_GPU_VERSION : '0.0.0-unbundled';
