/** Returns the address of a rule's page. */
export function docsPage(rule: string): string {
  return `https://github.com/edge-gpu/edge-gpu/blob/main/docs/rules/${rule}.md`;
}
