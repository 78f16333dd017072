import type { ReferenceParams } from 'vscode-languageserver';
import { definition } from '../../features/definition.ts';
import { documentHighlights } from '../../features/document-highlights.ts';
import { documentLinks } from '../../features/document-links.ts';
import { references } from '../../features/references.ts';
import { editorLocation } from '../../features/client-names.ts';
import { atPosition, inDocument } from './at-position.ts';
import type { RequestContext } from './request-context.ts';

/** Answers requests of someone who goes from place to place. */
export function registerNavigation(context: RequestContext): void {
  const { connection, analysis, clientUri, client } = context;

  connection.onDefinition(
    atPosition(context, 'definition', (uri, offset) => {
      const links = definition(analysis, uri, offset, clientUri);
      return client().takesLocationLinks ? links : links.map(editorLocation);
    }),
  );
  connection.onReferences(
    atPosition(context, 'references', (uri, offset, { context: asked }: ReferenceParams) =>
      references(analysis, uri, offset, {
        declaration: asked.includeDeclaration ? 'included' : 'left out',
        clientUri,
      }),
    ),
  );
  connection.onDocumentHighlight(
    atPosition(context, 'highlights', (uri, offset) => documentHighlights(analysis, uri, offset)),
  );
  connection.onDocumentLinks(
    inDocument(context, 'document links', (uri) => documentLinks(analysis, uri, clientUri)),
  );
}
