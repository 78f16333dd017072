import { nameOf } from '../../base/uri.ts';
import type { Deployment } from '../../template/deployment.ts';
import type { Value } from '../../template/value.ts';
import { codeBlock, escaped } from '../markdown.ts';
import { SECURE_VALUE, valueText } from './value-text.ts';

/** A value under the parameters of one deployment. */
export interface DeployedValue {
  readonly deployment: Deployment;
  readonly value: Value;
}

/** Returns what an expression is under each parameter file; files with the same value together. */
export function valuesText(values: readonly DeployedValue[]): readonly string[] {
  const filesByText = new Map<string, string[]>();
  for (const { deployment, value } of values) {
    const text = valueParagraph(value);
    const files = filesByText.get(text) ?? [];
    filesByText.set(text, [...files, parametersOf(deployment)]);
  }
  return [...filesByText].map(([text, files]) => `${text}\n\nwith ${files.join('; ')}`);
}

/** Names the parameter files that a deployment takes its values from. */
function parametersOf({ parameterFiles }: Deployment): string {
  if (parameterFiles.length === 0) return 'the default values';
  return parameterFiles.map((file) => escaped(nameOf(file))).join(', ');
}

function valueParagraph(value: Value): string {
  if (value.secret) return SECURE_VALUE;
  switch (value.kind) {
    case 'unknown': {
      const shape = value.shape === undefined ? '' : `\n\n${codeBlock('json', value.shape)}`;
      return `unknown: ${escaped(value.reason)}${shape}`;
    }
    case 'failure':
      return `fails: ${escaped(value.message)}`;
    case 'oneOf': {
      const choices = value.choices.map((choice) => {
        const when = [...choice.when].map(([decider, is]) => `${decider} is ${is}`).join(', ');
        return `${valueText(choice.value)}  when ${when}`;
      });
      return `one of\n\n${codeBlock('json', choices.join('\n'))}`;
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'array':
    case 'object':
      return codeBlock('json', valueText(value));
  }
}
