import { ResourceOperationKind, type ClientCapabilities } from 'vscode-languageserver';

/** What the client can do, as far as the server behaves differently. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLens: boolean;
  readonly takesSnippets: boolean;
  /** A definition may come with the range of the whole declaration. */
  readonly takesLocationLinks: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly hasWorkspaceFolders: boolean;
  /** It shows the device and its claims, and wants to be told when they change. */
  readonly showsDeviceStatus: boolean;
  /** Which edits it takes. */
  readonly takes: { readonly documentChanges: boolean; readonly createFile: boolean };
}

/** Returns what a client says of itself; what it does not mention it cannot do. */
export function clientFeatures(capabilities: ClientCapabilities): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const experimental = (capabilities.experimental ?? {}) as Readonly<Record<string, unknown>>;
  const operations = workspace?.workspaceEdit?.resourceOperations;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    takesLocationLinks: textDocument?.definition?.linkSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
    showsDeviceStatus: experimental['edgeGpuDeviceStatus'] === true,
    takes: {
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      createFile: operations?.includes(ResourceOperationKind.Create) === true,
    },
  };
}
