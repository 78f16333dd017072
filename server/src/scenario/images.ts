import type { ImageDeclaration } from '../device/image-os.ts';
import type { Scenario } from './scenario.ts';

/** Returns what a scenario declares about images, as templates and steps are read with it. */
export function imagesOf({ images }: Scenario): readonly ImageDeclaration[] {
  return images.map(({ pattern, os, generation }) => ({
    pattern: pattern.value,
    os: os?.value,
    generation,
    at: os?.at ?? pattern.at,
  }));
}
