import { SymbolKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import type { ScenarioDocument } from '../../workspace/scenario-file.ts';
import type { Span } from '../../base/span.ts';
import { deviceText } from '../../report/device-text.ts';
import type { Moment } from '../../scenario/timeline.ts';
import { member, type Node } from '../../syntax/node.ts';
import type { OutlineItem } from './outline-item.ts';

/** Returns the scenarios of a file, and within each its device, its images and its steps. */
export function scenarioSymbols(analysis: Analysis, uri: string): readonly OutlineItem[] {
  return analysis.scenarioDocumentsOf(uri).map(scenarioItem);
}

function scenarioItem({ tree, timeline }: ScenarioDocument): OutlineItem {
  const { scenario, outcome } = timeline;
  const name = member(tree.root, 'scenario');
  const start = { start: scenario.span.start, end: scenario.span.start };
  return {
    name: shown(scenario.name),
    detail: outcome,
    kind: SymbolKind.Module,
    span: scenario.span,
    selection: spanOf(name?.value ?? name) ?? start,
    children: [
      ...section(tree.root, 'device', deviceText(timeline, '×'), SymbolKind.Property),
      ...section(tree.root, 'images', '', SymbolKind.Property, imageItems),
      ...timeline.moments.map((moment) => stepItem(moment, stepNode(tree.root, moment.index))),
    ],
  };
}

function section(
  root: Node | undefined,
  name: string,
  detail: string,
  kind: SymbolKind,
  children: (value: Node | undefined) => readonly OutlineItem[] = () => [],
): readonly OutlineItem[] {
  const property = member(root, name);
  if (!property) return [];
  const { start, end, key, value } = property;
  const item = { name, kind, span: { start, end }, selection: { start: key.start, end: key.end } };
  return [{ ...item, ...(detail !== '' && { detail }), children: children(value) }];
}

function imageItems(images: Node | undefined): readonly OutlineItem[] {
  if (images?.kind !== 'object') return [];
  return images.properties.map(({ start, end, key }) => ({
    name: shown(key.value),
    kind: SymbolKind.Constant,
    span: { start, end },
    selection: { start: key.start, end: key.end },
    children: [],
  }));
}

function stepNode(root: Node | undefined, index: number): Node | undefined {
  const steps = member(root, 'steps')?.value;
  return steps?.kind === 'array' ? steps.items[index] : undefined;
}

function stepItem({ index, title, outcome, step }: Moment, node: Node | undefined): OutlineItem {
  const action = step.at.span;
  const inside = node && node.start <= action.start && action.end <= node.end;
  return {
    name: shown(`${index + 1}. ${title}`),
    detail: outcome,
    kind: SymbolKind.Event,
    span: inside ? { start: node.start, end: node.end } : action,
    selection: action,
    children: [],
  };
}

function spanOf(node: Span | undefined): Span | undefined {
  return node && { start: node.start, end: node.end };
}

/** An editor refuses an outline with an empty name. */
function shown(name: string): string {
  return name.trim() === '' ? '?' : name;
}
