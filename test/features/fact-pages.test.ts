import { describe, expect, it } from 'vitest';
import { customSizes, devices, fact, facts, vmSizes } from '../../server/src/facts/index.ts';
import { factPage, factTopics } from '../../server/src/features/fact-pages.ts';

function page(id: string): string {
  const found = factPage(id);
  if (!found) throw new Error(`no page ${id}`);
  return found.markdown;
}

describe('the pages of facts', () => {
  it('are one for each overview, device and VM size', () => {
    const topics = factTopics();
    expect(topics.filter(({ group }) => group === 'overview').map(({ id }) => id)).toEqual([
      'devices',
      'vm-sizes',
      'operating-systems',
      'driver-extension',
      'contradictions',
    ]);
    expect(topics).toHaveLength(5 + devices.length + vmSizes.length + customSizes.length);
    expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length);
  });

  it('each name a source with its date', () => {
    for (const { id } of factTopics()) {
      expect(page(id), id).toMatch(/^Source: \[.+\]\(https:\/\/\S+\) \(.+\)/m);
    }
  });

  it('say what a device has', () => {
    expect(page('device/pro-gpu-2')).toContain('| 2 × T4 |');
  });

  it('say what a size has', () => {
    expect(page('vm-size/Standard_NC4as_T4_v3')).toContain('| GPUs | 1 × T4 |');
    expect(page('vm-size/Custom_GPU_A2')).toContain('1 × A2');
  });

  it('say on which releases an operating system is tested', () => {
    const text = page('operating-systems');
    expect(text).toContain('| Ubuntu 18\\.04 LTS | before release 2407 | tested |');
    expect(text).toContain('| Ubuntu 18\\.04 LTS | from release 2407 | withdrawn |');
    expect(text).toMatch(
      /\| Windows Server 2022[^|]*\| on every release \| not listed as tested \|/,
    );
  });

  it('give the driver extension of each range of releases', () => {
    const [, windows = '', linux = ''] = page('driver-extension').split(/^## /m);
    expect(windows).toMatch(/before release 2205[^]*"1\.3"[^]*from release 2205[^]*"1\.5"/);
    expect(linux).toMatch(/before release 2205[^]*"1\.3"[^]*from release 2205[^]*"1\.8"/);
  });

  it('say of every contradiction that sources disagree', () => {
    const disputed = facts.filter(({ standing }) => standing === 'disputed').length;
    expect(page('contradictions').split(' — sources disagree')).toHaveLength(disputed + 1);
  });

  it('say what is an inference', () => {
    expect(fact('os.windows-server-2022.not-listed')?.standing).toBe('inference');
    expect(page('operating-systems')).toContain(' — an inference, no source states it');
  });

  it('are none for another name', () => {
    expect(factPage('device/nothing')).toBeNull();
  });
});
