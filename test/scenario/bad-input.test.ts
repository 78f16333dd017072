// Scenario files that are not what they seem: a plain finding at the right character.
import { describe, expect, test } from 'vitest';
import { allFindings, ROOT, workspaceOf } from '../kit.ts';

const DEVICE = 'device: { model: pro-gpu-1, release: "2106" }\n';

/** Returns the errors in a scenario: the text that is underlined, and what is said of it. */
function errorsIn(text: string): readonly string[] {
  const files = new Map([[`${ROOT}plan.gpuscenario.yaml`, text]]);
  return allFindings(workspaceOf(files), files).flatMap(({ at, rule, message }) =>
    /^scenario-(syntax|reference)$/.test(rule)
      ? [`${text.slice(at.span.start, at.span.end)}: ${message}`]
      : [],
  );
}

describe('a scenario file', () => {
  test('an anchor and its alias are one step each', () => {
    const step = 'createVm: &vm { name: a, size: Standard_F1 }';
    expect(errorsIn(`${DEVICE}steps:\n  - ${step}\n  - createVm: *vm\n`)).toEqual([]);
  });

  test('an anchor is not there in the next document', () => {
    const first = 'device: &d { model: pro-gpu-1, release: "2106" }\nsteps: [{ reboot: {} }]\n';
    const [error] = errorsIn(`${first}---\ndevice: *d\nsteps: [{ reboot: {} }]\n`);
    expect(error).toBe('*d: expected an anchor &d before this alias');
  });

  test('aliases of aliases are not unfolded without end', () => {
    const lines = ['a0: &a0 [x]'];
    for (let index = 1; index < 12; index++) {
      const alias = `*a${index - 1}`;
      lines.push(`a${index}: &a${index} [${Array(10).fill(alias).join(', ')}]`);
    }
    const errors = errorsIn(`${DEVICE}${lines.join('\n')}\nsteps: *a11\n`);
    expect(errors.some((error) => error.includes('expected aliases that stand for less'))).toBe(
      true,
    );
  });

  test('what is not closed is said where it is open', () => {
    expect(errorsIn(`${DEVICE}steps: [{ reboot: {} }\n`)).not.toEqual([]);
  });

  test.each(['/etc/hosts', '../../../../etc/hosts', 'file:///etc/hosts'])(
    'a template outside of the workspace is not read: %s',
    (path) => {
      const [error, ...others] = errorsIn(`${DEVICE}steps:\n  - deploy: ${path}\n`);
      expect(error).toContain(path);
      expect(others).toEqual([]);
    },
  );
});
