import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gpuLanes, holderName, keyOf } from '../../server/src/report/lanes.ts';
import { timelineOf, twoGpus, type Told } from './timelines.ts';

type Claimed = readonly [vms: Readonly<Record<string, number>>, kubernetes: number];

const lanesOf = (...claims: readonly Claimed[]) =>
  gpuLanes(timelineOf('lanes', twoGpus, claims.map(told)));

function told([vms, kubernetes]: Claimed): Told {
  return { title: 'a step', action: 'createVm', vms, kubernetes };
}

const names = (...claims: readonly Claimed[]) =>
  lanesOf(...claims).map((lane) => lane.map((holder) => (holder ? holderName(holder) : '-')));

test.each<[string, readonly Claimed[], readonly (readonly string[])[]]>([
  ['nothing is held', [[{}, 0]], [['-'], ['-']]],
  ['the lowest lanes are taken first', [[{ a: 1 }, 0]], [['a'], ['-']]],
  [
    'a holder keeps its lane when another goes',
    [
      [{ a: 1 }, 0],
      [{ a: 1, b: 1 }, 0],
      [{ b: 1 }, 0],
      [{ b: 1 }, 1],
    ],
    [
      ['a', 'a', '-', 'Kubernetes'],
      ['-', 'b', 'b', 'b'],
    ],
  ],
  ['one holder has both', [[{}, 2]], [['Kubernetes'], ['Kubernetes']]],
])('%s', (_, claims, expected) => {
  expect(names(...claims)).toEqual(expected);
});

test('a VM called like Kubernetes is another holder', () => {
  const [first, second] = lanesOf([{ Kubernetes: 1 }, 1]).map((lane) => lane[0]);
  expect(first && second && keyOf(first) !== keyOf(second)).toBe(true);
});

test('lanes show exactly the claims, whatever they are', () => {
  const claims = fc.record({ a: fc.nat(1), b: fc.nat(1) }).map((counts): Claimed => {
    const vms = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    return [vms, 2 - counts.a - counts.b];
  });
  fc.assert(
    fc.property(fc.array(claims, { maxLength: 8 }), (steps) => {
      const lanes = lanesOf(...steps);
      steps.forEach(([vms, kubernetes], index) => {
        const held = lanes.map((lane) => lane[index]);
        expect(held.filter((holder) => holder?.kind === 'kubernetes')).toHaveLength(kubernetes);
        for (const name of ['a', 'b']) {
          const own = held.filter((holder) => holder?.kind === 'vm' && holder.name === name);
          expect(own).toHaveLength(vms[name] ?? 0);
        }
      });
    }),
  );
});
