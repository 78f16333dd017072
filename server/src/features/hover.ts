import type { Hover } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { configurationHover } from './hover/configuration.ts';
import type { HoverText } from './hover/hover-text.ts';
import { parameterFileHover } from './hover/parameter-file.ts';
import { scenarioHover } from './hover/scenario.ts';
import { templateHover } from './hover/template.ts';
import { rangeIn } from './ranges.ts';

/** Returns what there is to say of the place at `offset`, an offset into the file's text. */
export function hover(analysis: Analysis, uri: string, offset: number): Hover | undefined {
  const text = textAt(analysis, uri, offset);
  const range = text && rangeIn(analysis.read, { uri, span: text.span });
  if (!range) return undefined;
  return {
    contents: { kind: 'markdown', value: text.paragraphs.join('\n\n') },
    range,
  };
}

function textAt(analysis: Analysis, uri: string, offset: number): HoverText | undefined {
  switch (analysis.kindOf(uri)) {
    case 'template':
      return templateHover(analysis, uri, offset);
    case 'parameters':
      return parameterFileHover(analysis, uri, offset);
    case 'scenario':
      return scenarioHover(analysis, uri, offset);
    case 'config':
      return configurationHover(analysis, uri, offset);
    case undefined:
      return undefined;
  }
}
