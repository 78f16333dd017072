import type { TextDocument } from 'vscode';
import {
  DidOpenTextDocumentNotification,
  type BaseLanguageClient,
  type Middleware,
} from 'vscode-languageclient';
import { becomesRelevant, isRelevant } from './relevance.ts';

/**
 * Returns middleware that keeps every document from the server that is none of ours: its text is
 * not sent and nothing is asked about it. A document that becomes relevant while someone types is
 * opened then; from there on the server decides what it is.
 */
export function documentFilter(client: () => BaseLanguageClient | undefined): Middleware {
  const sent = new Set<string>();
  const isSent = (document: TextDocument): boolean => sent.has(document.uri.toString());

  return {
    didOpen: async (document, next) => {
      if (!isRelevant(document)) return;
      sent.add(document.uri.toString());
      await next(document);
    },
    didChange: async (event, next) => {
      if (isSent(event.document)) {
        await next(event);
      } else if (becomesRelevant(event)) {
        const feature = client()?.getFeature(DidOpenTextDocumentNotification.method);
        await feature?.getProvider(event.document)?.send(event.document);
      }
    },
    didSave: async (document, next) => {
      if (isSent(document)) await next(document);
    },
    didClose: async (document, next) => {
      if (sent.delete(document.uri.toString())) await next(document);
    },
    sendRequest: async (type, params, token, next) => {
      const uri = documentOf(params);
      // LSP lets every request about a document be answered with null: there is nothing to say.
      if (uri !== undefined && !sent.has(uri)) return null as never;
      return next(type, params, token);
    },
  };
}

/** Returns the URI of the document that a request is about, if it is about one. */
function documentOf(params: unknown): string | undefined {
  if (!hasKey(params, 'textDocument') || !hasKey(params.textDocument, 'uri')) return undefined;
  return typeof params.textDocument.uri === 'string' ? params.textDocument.uri : undefined;
}

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}
