import { kubernetesStates, ruleLevels } from '../server/src/device/configuration.ts';
import { keyMeanings, platformMeanings } from '../server/src/device/configuration-meanings.ts';
import { platforms } from '../server/src/device/evidence.ts';
import { devices } from '../server/src/facts/index.ts';
import { rules } from '../server/src/rules/index.ts';

/** Returns the JSON schema of `edge-gpu.config.yaml`, made from what the reader knows. */
export function configurationSchema(): object {
  const { root, device, image } = keyMeanings;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Edge GPU configuration',
    description:
      'What templates cannot say: the device, the OS inside custom images, which parameter files go with which template, how grave a rule is.',
    type: ['object', 'null'],
    properties: {
      device: closed(root.device, {
        model: { enum: devices.map(({ id }) => id), description: device.model },
        release: { $ref: '#/definitions/release' },
        kubernetes: { enum: kubernetesStates, description: device.kubernetes },
      }),
      images: {
        type: 'object',
        description: root.images,
        additionalProperties: { $ref: '#/definitions/image' },
      },
      parameterFiles: {
        type: 'object',
        description: root.parameterFiles,
        additionalProperties: {
          anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
          description: 'A path, or a list of paths.',
        },
      },
      templates: {
        type: 'object',
        description: root.templates,
        additionalProperties: {
          enum: platforms,
          description: platforms.map((one) => `${one}: ${platformMeanings[one]}`).join(' '),
        },
      },
      rules: closed(
        root.rules,
        Object.fromEntries(
          rules.map(({ id, title, severity }) => [
            id,
            {
              description: `${title}. ${severity} when it is not set.`,
              allOf: [{ $ref: '#/definitions/level' }],
            },
          ]),
        ),
      ),
    },
    additionalProperties: false,
    definitions: {
      release: {
        type: ['string', 'integer'],
        pattern: '^[2-9]\\d(0[1-9]|1[0-2])$',
        description: device.release,
      },
      image: {
        description: 'The operating system inside the image, and the generation of the image.',
        anyOf: [
          { $ref: '#/definitions/operatingSystem' },
          closed(undefined, {
            os: { $ref: '#/definitions/operatingSystem' },
            generation: { enum: [1, 2], description: image.generation },
          }),
        ],
      },
      operatingSystem: { type: 'string', minLength: 1, description: image.os },
      level: {
        // YAML 1.1 reads a bare `off` as false.
        enum: [...ruleLevels, false],
        description: "Severity of a rule's definite findings, or off.",
      },
    },
  };
}

/** An object that has no other members than these. */
function closed(description: string | undefined, properties: object): object {
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    properties,
    additionalProperties: false,
  };
}
