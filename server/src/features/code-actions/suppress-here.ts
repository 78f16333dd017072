import type { Analysis } from '../../analysis.ts';
import type { Fix, ReportedFinding } from '../../rules/judging/rule.ts';
import { commentStyleOf } from '../../suppression/suppression.ts';
import { suppress, type NewSuppression } from '../../suppression/suppress.ts';

/** Findings that speak of suppressions, or of a rule that broke, are not suppressed but mended. */
const NOT_SUPPRESSED: readonly string[] = ['unused-suppression', 'internal-error'];

/**
 * Returns the change that suppresses a finding where it stands, or `undefined` when there is none.
 * `findings` are all those of the file.
 */
export function suppressHere(
  analysis: Analysis,
  { rule, at: { uri, span } }: ReportedFinding,
  findings: readonly ReportedFinding[],
): Fix | undefined {
  const text = analysis.read(uri)?.text;
  const kind = analysis.kindOf(uri);
  if (text === undefined || kind === undefined || NOT_SUPPRESSED.includes(rule)) return undefined;
  const suppression = suppress(
    {
      text,
      style: commentStyleOf(uri),
      trees: analysis.treesOf(uri),
      metadata: kind === 'template' || kind === 'parameters' ? kind : 'none',
      comments: /\.jsonc$/i.test(uri) ? 'welcome' : 'avoided',
    },
    { rule, span },
    findings.map((finding) => ({ rule: finding.rule, span: finding.at.span })),
  );
  return (
    suppression && {
      title: titleOf(suppression, rule),
      edits: suppression.edits.map((edit) => ({ ...edit, uri })),
    }
  );
}

function titleOf({ form, others }: NewSuppression, rule: string): string {
  const all = others + 1;
  switch (form) {
    case 'comment':
      return others === 0
        ? `suppress \`${rule}\` on this line`
        : `suppress all ${all} findings of \`${rule}\` on this line`;
    case 'metadata':
      return others === 0
        ? `suppress \`${rule}\` here by metadata`
        : `suppress all ${all} findings of \`${rule}\` around here by metadata`;
  }
}
