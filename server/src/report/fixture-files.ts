/** Returns the files of a fixture: each stands behind a line `=== name ===`. */
export function fixtureFiles(fixture: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const parts = fixture.replace(/^\n/, '').split(/^=== (.+?) ===\n/m);
  for (let i = 1; i < parts.length; i += 2) files.set(parts[i] ?? '', parts[i + 1] ?? '');
  return files;
}
