/** The page's style: colours and fonts of the editor's theme only. */
export const timelineStyle = `
body {
  padding: 0 0.5rem 2rem;
  line-height: 1.45;
  color: var(--vscode-foreground);
}
section { padding: 0.5rem 0 1.5rem; }
header, .controls, .legend { margin: 0 1rem; }
h1 {
  margin: 0.5rem 0 0.25rem;
  font-size: 1.25em;
  font-weight: 600;
}
header p { margin: 0.25rem 0; }
.device, .note { color: var(--vscode-descriptionForeground); }
.device { margin-left: 0.35rem; }
.controls {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 0.6rem;
  padding: 0.5rem 0 0.75rem;
}
.controls label {
  display: flex;
  flex: 1 1 14rem;
  gap: 0.4rem;
  align-items: center;
  min-width: 0;
  max-width: 30rem;
}
select {
  flex: 1 1 8rem;
  min-width: 0;
  padding: 0.2rem 0.3rem;
  font: inherit;
  color: var(--vscode-dropdown-foreground);
  background: var(--vscode-dropdown-background);
  border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
  border-radius: 2px;
}
.action {
  padding: 0.2rem 0.6rem;
  color: var(--vscode-button-secondaryForeground);
  background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
  border-radius: 2px;
}
.action:hover {
  background: var(--vscode-button-secondaryHoverBackground);
  text-decoration: none;
}
.picture {
  display: flex;
  align-items: flex-start;
  padding-bottom: 0.4rem;
}
.names {
  position: sticky;
  left: 0;
  z-index: 1;
  background: var(--vscode-editor-background);
}
.slice {
  flex: none;
  content-visibility: auto;
}
.legend { padding-top: 0.5rem; }
.legend summary {
  margin-bottom: 0.4rem;
  color: var(--vscode-descriptionForeground);
  cursor: pointer;
}
.legend svg { max-width: 100%; height: auto; }
.note { margin: 0.25rem 0 0.5rem; font-size: 0.92em; }
section + section {
  border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
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
svg [aria-current] > rect {
  stroke: var(--vscode-focusBorder);
  stroke-width: 2px;
}
tr[aria-current] {
  background: var(--vscode-list-inactiveSelectionBackground);
  outline: 1px solid var(--vscode-focusBorder);
  outline-offset: -1px;
}
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
tbody button {
  padding: 0;
  color: var(--vscode-textLink-foreground);
  text-align: left;
  background: none;
  border: none;
}
button { font: inherit; cursor: pointer; }
tbody button:hover { text-decoration: underline; }
:focus-visible {
  outline: 2px solid var(--vscode-focusBorder);
  outline-offset: -2px;
}
`;
