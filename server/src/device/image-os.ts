import type { Location } from '../base/span.ts';

export type OsFamily = 'windows' | 'linux';

/** What is known of the OS inside a VM's image, and how it is known. */
export interface ImageOs {
  /** The id of an OS of the fact base (`ubuntu-18.04`), when it is known. */
  readonly os: string | undefined;
  /** Known more often than the OS itself. */
  readonly family: OsFamily | undefined;
  readonly generation: 1 | 2 | undefined;
  /** The image's name as the template says it, when it is a custom image. */
  readonly imageName: string | undefined;
  /** Where the knowledge comes from: a declaration, the image reference, `osType`, … */
  readonly evidence: readonly { readonly at: Location | undefined; readonly says: string }[];
}
