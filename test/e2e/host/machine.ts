/** What the scripts have set up on this machine; paths are absolute. */
export interface Machine {
  /** The project's folder. */
  readonly root: string;
  /** Where downloads, bundles and data of test runs go. */
  readonly cache: string;
  readonly logs: string;
}

/** The VS Code of the npm registry: a server and the Node that runs it. */
export interface VsCode {
  readonly node: string;
  readonly server: string;
}

/** How VS Code is run: the registry's in a browser, or a desktop one that is downloaded. */
export type Host =
  | { readonly kind: 'registry'; readonly vscode: VsCode; readonly chromium: string }
  | { readonly kind: 'desktop' };

export type RegistryHost = Extract<Host, { readonly kind: 'registry' }>;

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}
