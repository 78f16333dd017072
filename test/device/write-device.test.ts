import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import {
  newConfiguration,
  writeDevice,
  type NamedDevice,
} from '../../server/src/device/write-device.ts';

const whole: NamedDevice = { model: 'pro-gpu-2', release: '2607', kubernetes: 'none' };
const modelAlone: NamedDevice = { model: 'pro-gpu-1' };

function written(text: string, named: NamedDevice): string | undefined {
  const edit = writeDevice(text, named);
  return edit && applyEdits(text, [edit]);
}

describe('writing a device into a configuration', () => {
  test.each<[what: string, before: string, named: NamedDevice, after: string]>([
    [
      'replaces values in flow style',
      '# ours\ndevice: { model: pro-gpu-1, release: "2106", kubernetes: configured } # first floor\nrules: {}\n',
      whole,
      '# ours\ndevice: { model: pro-gpu-2, release: "2607", kubernetes: none } # first floor\nrules: {}\n',
    ],
    [
      'replaces values in block style, and keeps the comments behind them',
      "device:\n  # the model\n  model: pro-gpu-1 # small\n  release: '2106' # old\n\nimages:\n  a: ubuntu-18.04\n",
      whole,
      'device:\n  # the model\n  model: pro-gpu-2 # small\n  release: "2607" # old\n  kubernetes: none\n\nimages:\n  a: ubuntu-18.04\n',
    ],
    [
      'adds what is not said yet in flow style',
      'device: { model: pro-gpu-1 }\n',
      whole,
      'device: { model: pro-gpu-2, release: "2607", kubernetes: none }\n',
    ],
    [
      'takes out what is not known any more in flow style',
      'device: { release: "2106", model: pro-gpu-2, kubernetes: none }\n',
      modelAlone,
      'device: { model: pro-gpu-1 }\n',
    ],
    [
      'takes out what is not known any more in block style, but no comment',
      'device:\n  release: 2106 # seen in the portal\n  model: pro-gpu-2\n  kubernetes: none\nrules: {}\n',
      modelAlone,
      'device:\n  # seen in the portal\n  model: pro-gpu-1\nrules: {}\n',
    ],
    [
      'adds the device to other members',
      'rules: { windows-2016-tls: off }\r\n# end\r\n',
      modelAlone,
      'rules: { windows-2016-tls: off }\r\ndevice: { model: pro-gpu-1 }\r\n# end\r\n',
    ],
    [
      'takes a model alone for a mapping',
      'device: pro-gpu-2\n',
      modelAlone,
      'device: { model: pro-gpu-1 }\n',
    ],
    [
      'fills what is still to be written',
      'device:\nrules: {}\n',
      modelAlone,
      'device: { model: pro-gpu-1 }\nrules: {}\n',
    ],
    ['fills an empty mapping', 'device: {}\n', modelAlone, 'device: { model: pro-gpu-1 }\n'],
    [
      'fills a member without a value',
      'device:\n  model:\n',
      modelAlone,
      'device:\n  model: pro-gpu-1\n',
    ],
    ['writes into an empty file', '', modelAlone, 'device: { model: pro-gpu-1 }\n'],
    [
      'writes below comments',
      '# nothing yet',
      modelAlone,
      '# nothing yet\ndevice: { model: pro-gpu-1 }\n',
    ],
    [
      'keeps JSON as JSON',
      '{\n  "device": { "model": "pro-gpu-1", "release": "2106" }\n}\n',
      { model: 'pro-gpu-2', kubernetes: 'none' },
      '{\n  "device": { "model": "pro-gpu-2", "kubernetes": "none" }\n}\n',
    ],
    [
      'writes in the place of an alias',
      'x: &d { model: pro-gpu-2 }\ndevice: *d\n',
      modelAlone,
      'x: &d { model: pro-gpu-2 }\ndevice: { model: pro-gpu-1 }\n',
    ],
    [
      'keeps an anchor',
      'device: &d { model: pro-gpu-1 }\n',
      whole,
      'device: &d { model: pro-gpu-2, release: "2607", kubernetes: none }\n',
    ],
  ])('%s', (_, before, named, after) => {
    expect(written(before, named)).toBe(after);
  });

  test('is the text itself when it says so already', () => {
    const text = newConfiguration(whole);
    expect(written(text, whole)).toBe(text);
  });

  test.each([
    ['broken YAML', 'device: { model: pro-gpu-1\nrules:\n'],
    ['a list', '- device\n'],
    ['a closed document', 'rules: {}\n...\n---\ndevice: ]\n'],
  ])('is refused in %s', (_, text) => {
    expect(writeDevice(text, modelAlone)).toBeUndefined();
  });

  test('makes a new file that names it and nothing else', () => {
    expect(newConfiguration(whole)).toBe(
      'device: { model: pro-gpu-2, release: "2607", kubernetes: none }\n',
    );
  });
});
