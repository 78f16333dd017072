/** The page's style: colours and fonts of the editor's theme only. */
export const timelineStyle = `
body {
  padding: 0 0.5rem 2rem;
  line-height: 1.45;
  color: var(--vscode-foreground);
}
section { padding: 0.5rem 0 1.5rem; }
section + section {
  border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
}
.for-screen-readers {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.notice {
  margin: 1rem 0.75rem 0.5rem;
  padding: 0.5rem 0.75rem;
  color: var(--vscode-inputValidation-infoForeground, var(--vscode-foreground));
  background: var(--vscode-inputValidation-infoBackground);
  border: 1px solid var(--vscode-inputValidation-infoBorder);
}
.scrolling { overflow-x: auto; }
svg { display: block; max-width: none; }
svg [data-step]:hover > rect { stroke: var(--vscode-focusBorder); }
table {
  width: calc(100% - 2rem);
  min-width: 29rem;
  margin: 0.75rem 1rem 0;
  border-collapse: collapse;
}
caption {
  padding-bottom: 0.35rem;
  color: var(--vscode-descriptionForeground);
  text-align: left;
}
th, td {
  padding: 0.35rem 0.75rem 0.35rem 0;
  text-align: left;
  vertical-align: top;
  font-weight: normal;
  border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
}
thead th { font-weight: 600; }
tbody tr { cursor: pointer; }
tbody tr:hover { background: var(--vscode-list-hoverBackground); }
.reason { width: 35%; }
.claims { min-width: 7em; }
.number { color: var(--vscode-descriptionForeground); }
.outcome {
  font-weight: 600;
  white-space: nowrap;
}
.symbol {
  display: inline-block;
  width: 1.25em;
  margin-right: 0.2em;
  line-height: 1.25em;
  font-size: 0.9em;
  text-align: center;
  border: 1.5px solid;
  border-radius: 50%;
}
.succeeds .symbol { border-color: var(--vscode-charts-green); }
.at-risk .symbol { border-color: var(--vscode-charts-yellow); }
.fails .symbol { border-color: var(--vscode-charts-red); }
.skipped .symbol { border-color: var(--vscode-descriptionForeground); }
button {
  padding: 0;
  font: inherit;
  color: var(--vscode-textLink-foreground);
  text-align: left;
  background: none;
  border: none;
  cursor: pointer;
}
button:hover { text-decoration: underline; }
:focus-visible {
  outline: 2px solid var(--vscode-focusBorder);
  outline-offset: -2px;
}
`;
