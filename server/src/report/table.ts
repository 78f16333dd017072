import { columnsOf, padded } from './words.ts';

/** A column's heading; numbers stand on the right. */
export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** Returns rows of cells as lines of text with aligned columns; each line ends in `\n`. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ heading }, index) =>
    rows.reduce((width, row) => Math.max(width, columnsOf(row[index] ?? '')), columnsOf(heading)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? '';
        const width = widths[index] ?? 0;
        return align === 'left'
          ? padded(cell, width)
          : ' '.repeat(Math.max(0, width - columnsOf(cell))) + cell;
      })
      .join('  ')
      .trimEnd();
  return [columns.map(({ heading }) => heading), ...rows].map((row) => `${line(row)}\n`).join('');
}
