import { t } from '../base/l10n.ts';
import { testedOperatingSystems } from '../facts/index.ts';
import type { FileEdit } from '../base/edit.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { at } from '../syntax/node.ts';
import { insertYamlMember } from '../syntax/write.ts';
import { gpuImages, scenarioGpuImages, type GpuImage } from './reading/gpu-images.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import { yamlScalar } from './fixing/literal-edit.ts';

/** A GPU VM comes from a custom image whose OS nothing tells. */
export default defineRule({
  id: 'os-unknown',
  severity: 'hint',
  title: 'OS of the image is not known',
  description:
    'A device template names its image but not the OS in it. Without the OS nobody can say whether the GPU driver extension supports it, nor which extension it needs.',
  because: ['os.not-listed', 'image.urn-not-in-device-template'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#                                                             ^^^^^^^ nothing tells the OS of the image 'myimage'; declare it to have it checked
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
`,
    ],
  },
  check: {
    *template(subject) {
      const { configuration, newConfigurationUri, device, textOf } = subject;
      const text = configuration && textOf(configuration.uri);
      for (const image of gpuImages(subject)) {
        yield* finding(image, device.release, (line) =>
          configuration && text !== undefined
            ? declareIn(configuration.uri, text, line)
            : [
                {
                  uri: newConfigurationUri,
                  span: { start: 0, end: 0 },
                  newText: `images:\n  ${line.name}: ${line.os}\n`,
                  create: true,
                },
              ],
        );
      }
    },
    *scenario(subject) {
      const { uri, text } = subject.document;
      for (const image of scenarioGpuImages(subject)) {
        yield* finding(image, subject.timeline.release, (line) =>
          declareInTree(uri, text, subject.tree.root, line),
        );
      }
    },
  },
});

interface Declaration {
  readonly name: string;
  readonly os: string;
}

function* finding(
  image: GpuImage,
  release: string | undefined,
  declare: (declaration: Declaration) => readonly FileEdit[],
): Iterable<Finding> {
  const { imageName, os, family, guess } = image.os;
  // A name that is known only in part, or empty, cannot be declared.
  if (os !== undefined || imageName === undefined || /[{}]/.test(imageName)) return;
  if (imageName === '') return;
  const isLikely = guess !== undefined && (family === undefined || guess.os.family === family);
  const tested = testedOperatingSystems(release).filter(
    (one) => family === undefined || one.family === family,
  );
  // What the name sounds like comes first, and is never chosen by itself.
  const likely = isLikely ? tested.filter(({ id }) => id === guess.os.id) : [];
  const fixes: Fix[] = [...likely, ...tested.filter((one) => !likely.includes(one))].map(
    ({ id, name }) => ({
      title: t('declare that {0} is {1}', imageName, name),
      edits: declare({ name: yamlScalar(imageName), os: id }),
    }),
  );
  const known = family === undefined ? '' : t(' ({0}, as far as known)', family);
  yield {
    at: image.at,
    message: isLikely
      ? t(
          "nothing tells the OS of the image '{0}'{1}; {2} sounds like {3}, declare it to have it checked",
          imageName,
          known,
          guess.from,
          guess.os.name,
        )
      : t(
          "nothing tells the OS of the image '{0}'{1}; declare it to have it checked",
          imageName,
          known,
        ),
    ...(image.onlyIf !== undefined && { onlyIf: image.onlyIf }),
    fixes: fixes.filter(({ edits }) => edits.length > 0),
  };
}

function declareIn(uri: string, text: string, declaration: Declaration): readonly FileEdit[] {
  return declareInTree(uri, text, parseYaml(text)[0]?.root, declaration);
}

function declareInTree(
  uri: string,
  text: string,
  root: ReturnType<typeof parseYaml>[number]['root'],
  { name, os }: Declaration,
): readonly FileEdit[] {
  if (root?.kind !== 'object') return [];
  const images = at(root, 'images');
  const edits =
    images?.kind === 'object'
      ? insertYamlMember(text, images, name, os)
      : insertYamlMember(text, root, 'images', `{ ${name}: ${os} }`);
  return edits.map((edit) => ({ ...edit, uri }));
}
