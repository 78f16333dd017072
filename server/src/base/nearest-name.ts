/** No name of the language is longer; what is written instead need not be compared. */
const LONGEST = 64;

/**
 * Returns the choice that `written` probably means: the nearest one, when it is at most a third of
 * its letters away; letter case does not count. `undefined` when nothing is near.
 */
export function nearestName(written: string, choices: readonly string[]): string | undefined {
  if (written.length > LONGEST) return undefined;
  let nearest: string | undefined;
  let least = Infinity;
  for (const choice of choices) {
    const most = Math.min(least - 1, Math.max(1, Math.floor(choice.length / 3)));
    // So many letters at least are added or left out.
    if (Math.abs(choice.length - written.length) > most) continue;
    const distance = editDistance(written.toLowerCase(), choice.toLowerCase());
    if (distance > most) continue;
    nearest = choice;
    least = distance;
  }
  return nearest;
}

/** How many letters are added, left out or replaced, or exchanged with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const costs = [cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + (same ? 0 : 1)];
      if (swapped) costs.push(cell(beforeLast, j - 2) + 1);
      row.push(Math.min(...costs));
    }
    beforeLast = last;
    last = row;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
