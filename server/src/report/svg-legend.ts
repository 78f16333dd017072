import type { Outcome } from '../scenario/scenario.ts';
import { boxLook, glyphSvg, holderIcon, patternFill, type Patterned } from './svg-marks.ts';
import { outcomeLooks, theme } from './svg-theme.ts';
import { element, textElement } from './xml-element.ts';

const ROW = 26;
const SWATCH = 30;
const SWATCH_HEIGHT = 18;
/** A rather wide font of 11 px. */
const CHARACTER_WIDTH = 6.6;

interface Entry {
  readonly text: string;
  readonly swatch: (x: number, y: number, unique: string) => string;
}

const entries: readonly Entry[] = [
  { text: 'a VM holds the GPU', swatch: holderSwatch('vm') },
  { text: 'Kubernetes holds it', swatch: holderSwatch('kubernetes') },
  { text: 'free', swatch: (x, y) => box(x, y, boxLook(undefined)) },
  { text: 'step succeeds', swatch: outcomeSwatch('succeeds') },
  { text: 'step at risk', swatch: outcomeSwatch('at-risk') },
  { text: 'step fails', swatch: outcomeSwatch('fails') },
  { text: 'step skipped', swatch: outcomeSwatch('skipped') },
];

/** What the marks of a picture mean. */
export interface Legend {
  /** Markup, drawn from 0, 0. */
  readonly svg: string;
  /** CSS pixels. */
  readonly height: number;
}

/** Returns the legend in rows of at most `width` CSS pixels; `unique` names the patterns. */
export function legend(width: number, unique: string): Legend {
  let x = 0;
  let y = 0;
  const parts = entries.map(({ text, swatch }) => {
    const needed = SWATCH + 8 + text.length * CHARACTER_WIDTH;
    if (x > 0 && x + needed > width) [x, y] = [0, y + ROW];
    const part = [
      swatch(x, y + 4, unique),
      textElement('text', { x: x + SWATCH + 8, y: y + 17, 'font-size': 11 }, text),
    ];
    x += Math.ceil(needed) + 14;
    return part.join('');
  });
  return { svg: parts.join('\n'), height: y + ROW };
}

function holderSwatch(kind: 'vm' | 'kubernetes'): Entry['swatch'] {
  const colour = kind === 'vm' ? theme.vms[0] : theme.kubernetes;
  return (x, y) => box(x, y, boxLook(colour)) + holderIcon(kind, x + SWATCH / 2 - 7, y + 2);
}

function outcomeSwatch(outcome: Outcome): Entry['swatch'] {
  return (x, y, unique) => {
    const pattern = isPatterned(outcome)
      ? box(x, y, { fill: outcomeLooks[outcome].colour, 'fill-opacity': 0.09 }) +
        box(x, y, patternFill(outcome, unique))
      : '';
    return pattern + glyphSvg(outcome, x + SWATCH / 2, y + SWATCH_HEIGHT / 2);
  };
}

/** Says whether an outcome has a pattern besides its glyph. */
export function isPatterned(outcome: Outcome): outcome is Patterned {
  return outcome === 'fails' || outcome === 'at-risk';
}

function box(x: number, y: number, look: ReturnType<typeof boxLook> | object): string {
  return element('rect', { x, y, width: SWATCH, height: SWATCH_HEIGHT, rx: 5, ...look }, []);
}
