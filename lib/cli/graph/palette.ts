import { METRICS } from './picture';
import { MONO, SANS } from './text';

/** The colours of the picture. Text on its ground has a contrast of at least 4.5. */
export interface Palette {
  readonly page: string;
  /** A claim's frame, and that of a claim cloned from it. */
  readonly claim: string;
  readonly clone: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly edge: string;
  readonly open: string;
  readonly openGround: string;
  readonly done: string;
  readonly doneGround: string;
  readonly warn: string;
  readonly warnGround: string;
  readonly warnText: string;
  readonly link: string;
}

export const LIGHT: Palette = {
  page: '#f4f5f7',
  claim: '#ffffff',
  clone: '#f7f8fa',
  line: '#d8dce2',
  text: '#1a2130',
  quiet: '#586274',
  edge: '#7d8898',
  open: '#2f62d4',
  openGround: '#eef3fe',
  done: '#7a8494',
  doneGround: '#f0f2f4',
  warn: '#d98a00',
  warnGround: '#fff1d6',
  warnText: '#7d4900',
  link: '#1f4fbb',
};

export const DARK: Palette = {
  page: '#0e1218',
  claim: '#161c25',
  clone: '#1c2430',
  line: '#2e3845',
  text: '#e7ebf1',
  quiet: '#9ba7b7',
  edge: '#66738a',
  open: '#6f9bff',
  openGround: '#172544',
  done: '#7f8b9c',
  doneGround: '#1f2732',
  warn: '#d99a2b',
  warnGround: '#3a2a0e',
  warnText: '#ffd285',
  link: '#8db0ff',
};

/** Style rules of a drawing. Plain colours and no variables: viewers other than browsers do not know them. */
export function drawingStyle(): string {
  return `text { font-family: ${SANS.family}; font-size: ${METRICS.factSize}px; }
.id { font-family: ${MONO.family}; font-size: ${METRICS.idSize}px; font-weight: 600; }
.name { font-family: ${MONO.family}; font-size: ${METRICS.claimSize}px; font-weight: 600; }
.badge text { font-weight: 600; text-anchor: middle; }
.edge { fill: none; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.clones { stroke-dasharray: 2 4; }
.mark { fill: none; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
${colours(LIGHT)}
@media (prefers-color-scheme: dark) {
${colours(DARK)}
}
`;
}

/** The same colours as CSS variables named after them, for the page around a drawing. */
export function pageColours(): string {
  return `:root { color-scheme: light dark; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) {
:root { ${variables(DARK)} }
}
`;
}

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}

function colours(palette: Palette): string {
  return `.page { fill: ${palette.page}; }
text { fill: ${palette.quiet}; }
.id, .name, .title { fill: ${palette.text}; }
.claim > .frame { fill: ${palette.claim}; stroke: ${palette.line}; }
.claim.cloned > .frame { fill: ${palette.clone}; }
.claim .mark { stroke: ${palette.quiet}; }
.edge { stroke: ${palette.edge}; }
.open > .box { fill: ${palette.openGround}; stroke: ${palette.open}; }
.open .mark { stroke: ${palette.open}; }
.open .dot { fill: ${palette.open}; }
.done > .box { fill: ${palette.doneGround}; stroke: ${palette.line}; }
.done .mark { stroke: ${palette.done}; }
.done > .id { fill: ${palette.quiet}; }
.at-once > .box { stroke: ${palette.warn}; }
.badge > rect { fill: ${palette.warnGround}; stroke: ${palette.warn}; }
.badge > text { fill: ${palette.warnText}; }`;
}
