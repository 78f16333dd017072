import type { Analysis } from '../../analysis.ts';
import { touches } from '../../base/span.ts';
import { claimsText } from '../../report/claims-text.ts';
import type { Scenario, ScenarioStep, Text } from '../../scenario/scenario.ts';
import type { Moment, Timeline } from '../../scenario/timeline.ts';
import { escaped } from '../markdown.ts';
import {
  deviceFactText,
  driverTypeText,
  driverVersionText,
  osText,
  releaseText,
  sizeText,
} from '../facts-text.ts';
import { documentAt } from '../scenario-place.ts';
import { hoverText, type HoverText } from './hover-text.ts';
import { scenarioReferenceHover } from './scenario-reference.ts';
import { stepText } from './step-text.ts';

/** Says what a name in a scenario means, and what comes of a step. */
export function scenarioHover(
  analysis: Analysis,
  uri: string,
  offset: number,
): HoverText | undefined {
  const document = documentAt(analysis, uri, offset);
  if (!document) return undefined;
  const { timeline } = document;
  const name = namesIn(timeline).find(({ text }) => touches(text.at.span, offset));
  if (name) return hoverText(name.text.at.span, name.paragraphs());
  return scenarioReferenceHover(analysis, document, offset) ?? stepHover(timeline, offset);
}

/** A text that means something, and what. */
interface MeaningfulName {
  readonly text: Text;
  readonly paragraphs: () => readonly string[];
}

function namesIn({ scenario, release }: Timeline): readonly MeaningfulName[] {
  const { device, images, steps } = scenario;
  return [
    ...named(device.model, deviceFactText),
    ...named(device.release, releaseText),
    ...images.flatMap(({ os }) => named(os, (text) => osText(text, release))),
    ...allSteps(steps).flatMap((step) => stepNames(step, scenario, release)),
  ];
}

function stepNames(
  step: ScenarioStep,
  scenario: Scenario,
  release: string | undefined,
): readonly MeaningfulName[] {
  switch (step.action) {
    case 'createVm':
      return [
        ...named(step.size, sizeText),
        ...named(step.image, (image) => osText(declaredOs(scenario, image) ?? image, release)),
      ];
    case 'resize':
      return named(step.size, sizeText);
    case 'update':
      return named(step.to, releaseText);
    case 'installGpuExtension': {
      const type = step.type?.value ?? '';
      return [
        ...named(step.type, driverTypeText),
        ...named(step.version, (version) => driverVersionText(type, version, release)),
      ];
    }
    case 'deploy':
    case 'configureKubernetes':
    case 'removeKubernetes':
    case 'stop':
    case 'start':
    case 'delete':
    case 'reboot':
    case 'anyOrder':
    case 'unknown':
      return [];
  }
}

function named(
  text: Text | undefined,
  meaning: (value: string) => readonly string[],
): readonly MeaningfulName[] {
  return text ? [{ text, paragraphs: () => meaning(text.value) }] : [];
}

function declaredOs({ images }: Scenario, image: string): string | undefined {
  return images.find(({ pattern }) => pattern.value === image)?.os?.value;
}

function allSteps(steps: readonly ScenarioStep[]): readonly ScenarioStep[] {
  return steps.flatMap((step) =>
    step.action === 'anyOrder' ? [step, ...allSteps(step.steps)] : [step],
  );
}

/** Only the name of a step speaks of it: its values speak for themselves. */
function stepHover(timeline: Timeline, offset: number): HoverText | undefined {
  for (const step of allSteps(timeline.scenario.steps)) {
    const { start } = step.at.span;
    const key = { start, end: start + step.action.length };
    if (!touches(key, offset)) continue;
    const moment = timeline.moments.find((candidate) => candidate.step === step);
    return hoverText(key, [
      ...(moment ? [momentText(moment)] : []),
      ...stepText(step, timeline.release),
    ]);
  }
  return undefined;
}

function momentText({ outcome, reason, claims }: Moment): string {
  const why = reason === undefined ? '' : `: ${escaped(reason)}`;
  return `**${outcome}**${why}; after it: ${escaped(claimsText(claims))}`;
}
