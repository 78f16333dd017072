import * as vscode from 'vscode';
import type { PictureResult } from '../../server/src/lsp/protocol.ts';
import type { PictureFormat } from './timeline-html.ts';

/** A picture that somebody wants to keep. */
export interface PictureToSave {
  /** The URI of the document that it shows. */
  readonly document: string;
  readonly title: string;
  readonly format: PictureFormat;
  readonly picture: () => Promise<PictureResult>;
  /** Draws SVG as PNG; `undefined` when it cannot be drawn. */
  readonly draw: (svg: string) => Promise<Uint8Array | undefined>;
}

const filters: Readonly<Record<PictureFormat, Record<string, string[]>>> = {
  svg: { 'SVG picture': ['svg'] },
  png: { 'PNG picture': ['png'] },
};

/** Asks where to keep a picture, and writes it there; says so when that is not possible. */
export async function savePicture(wanted: PictureToSave): Promise<void> {
  try {
    const bytes = await bytesOf(wanted);
    if (!bytes) return;
    const target = await vscode.window.showSaveDialog({
      defaultUri: proposedFile(wanted),
      filters: filters[wanted.format],
      title: 'Save the picture of GPU claims',
    });
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, bytes);
    const name = target.path.slice(target.path.lastIndexOf('/') + 1);
    const open = 'Open';
    const answer = await vscode.window.showInformationMessage(`Saved ${name}.`, open);
    if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The picture was not saved: ${why}`);
  }
}

async function bytesOf({ format, picture, draw }: PictureToSave): Promise<Uint8Array | undefined> {
  const found = await picture();
  if (!found) {
    void vscode.window.showWarningMessage('There is no picture to save: nothing can be simulated.');
    return undefined;
  }
  if (format === 'svg') return new TextEncoder().encode(found.svg);
  const png = await draw(found.svg);
  if (!png) {
    void vscode.window.showWarningMessage(
      'The picture is too wide for a PNG that can be read; save it as SVG.',
    );
  }
  return png;
}

/** A file beside the document, named after what the picture shows. */
function proposedFile({ document, title, format }: PictureToSave): vscode.Uri {
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  const file = `${name.slice(0, 60) || 'gpu-claims'}.${format}`;
  return vscode.Uri.joinPath(vscode.Uri.parse(document), '..', file);
}
