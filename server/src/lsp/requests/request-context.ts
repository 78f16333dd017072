import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../../analysis.ts';
import type { ClientUri } from '../../features/client-names.ts';
import type { EditTarget } from '../../features/workspace-edit.ts';
import type { Answer } from '../answer.ts';
import type { ClientFeatures } from '../client-features.ts';

/** What the handlers of requests share. */
export interface RequestContext {
  readonly connection: Connection;
  readonly answer: Answer;
  readonly analysis: Analysis;
  readonly clientUri: ClientUri;
  /** What the client has said of itself by now. */
  readonly client: () => ClientFeatures;
  readonly editTarget: () => EditTarget;
}
