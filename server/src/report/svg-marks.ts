import type { Outcome } from '../scenario/scenario.ts';
import type { Holder } from './lanes.ts';
import { outcomeLooks, theme } from './svg-theme.ts';
import { element, textElement } from './xml-element.ts';

/** Returns an outcome's glyph in a ring of its colour; the glyph is in the text's, to be legible. */
export function glyphSvg(outcome: Outcome, x: number, y: number): string {
  const { glyph, colour } = outcomeLooks[outcome];
  return element('g', {}, [
    element(
      'circle',
      {
        cx: x,
        cy: y,
        r: 7.5,
        fill: colour,
        'fill-opacity': 0.25,
        stroke: colour,
        'stroke-width': 1.5,
      },
      [],
    ),
    textElement(
      'text',
      { x, y: y + 4, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 700 },
      glyph,
    ),
  ]);
}

/** Returns the icon of a kind of holder, 14 by 14, with its left upper corner at `x`, `y`. */
export function holderIcon(kind: Holder['kind'], x: number, y: number): string {
  return element(
    'path',
    {
      stroke: theme.text,
      'stroke-width': 1.3,
      fill: 'none',
      transform: `translate(${x} ${y})`,
      d: kind === 'vm' ? MONITOR : HEXAGON,
    },
    [],
  );
}

/** A screen on a foot for VMs, a hexagon for Kubernetes. */
const MONITOR = 'M1 2h12v8H1zM7 10v3M4 13h6';
const HEXAGON = 'M7 .5l5.8 3.3v6.4L7 13.5l-5.8-3.3V3.8zM7 4v6M4.4 5.5l5.2 3M9.6 5.5l-5.2 3';

/** How the box of a holder, or of nobody, looks. */
export function boxLook(colour: string | undefined) {
  return colour === undefined
    ? { fill: 'none', stroke: theme.dim, 'stroke-dasharray': '4 4', 'stroke-opacity': 0.8 }
    : { fill: colour, 'fill-opacity': 0.26, stroke: colour, 'stroke-width': 1.5 };
}

/** Which outcomes have a pattern: a hatch for failing, dots for being at risk. */
export type Patterned = 'fails' | 'at-risk';

/** Returns the patterns; `unique` keeps those of the pictures on one page apart. */
export function patternsSvg(unique: string): string {
  const line = element(
    'path',
    { d: 'M0 0V8', stroke: outcomeLooks.fails.colour, 'stroke-width': 3 },
    [],
  );
  const dot = element('circle', { cx: 4, cy: 4, r: 1.6, fill: outcomeLooks['at-risk'].colour }, []);
  const tile = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return element('defs', {}, [
    element('pattern', { id: `fails-${unique}`, ...tile, patternTransform: 'rotate(45)' }, [line]),
    element('pattern', { id: `at-risk-${unique}`, ...tile }, [dot]),
  ]);
}

/** Returns how a surface is filled with an outcome's pattern. */
export function patternFill(outcome: Patterned, unique: string) {
  return { fill: `url(#${outcome}-${unique})`, 'fill-opacity': 0.3 };
}
