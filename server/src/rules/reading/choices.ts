import { t } from '../../base/l10n.ts';
import { asText, type Value } from '../../template/value.ts';

/** One text that a value may have, and what decides that it has it. */
export interface TextChoice {
  readonly text: string;
  readonly value: Value;
  /** `undefined` when the value is certain. */
  readonly onlyIf: string | undefined;
}

/** Returns the texts that a value is known to have or may have; empty when nothing is known. */
export function textChoices(value: Value): readonly TextChoice[] {
  if (value.kind === 'oneOf') {
    return value.choices.flatMap(({ value: choice, when }) => {
      const text = asText(choice);
      return text === undefined ? [] : [{ text, value: choice, onlyIf: wording(when) }];
    });
  }
  const text = asText(value);
  return text === undefined ? [] : [{ text, value, onlyIf: undefined }];
}

function wording(when: ReadonlyMap<string, string>): string {
  return [...when].map(([decider, value]) => t('{0} is {1}', decider, value)).join(t(' and '));
}
