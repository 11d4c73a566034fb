import { METRICS } from './picture';
import type { Tone } from './state';
import { MONO, SANS } from './text';

/** The tones of states that the page shows. */
const TONES = ['open', 'done', 'created', 'changed', 'removed', 'kept', 'refused'] as const satisfies readonly Tone[];

/** The colours of the pictures. Text has a contrast of at least 4.5 to its ground, and a mark a contrast of at least 3. */
export interface Palette {
  readonly page: string;
  /** Ground of the frame of a claim; `clone` for a claim that is a clone. */
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
  readonly created: string;
  readonly createdGround: string;
  readonly changed: string;
  readonly changedGround: string;
  readonly removed: string;
  readonly removedGround: string;
  readonly kept: string;
  readonly keptGround: string;
  readonly refused: string;
  readonly refusedGround: string;
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
  created: '#1a7f37',
  createdGround: '#e6f6ea',
  changed: '#a85400',
  changedGround: '#fff1e0',
  removed: '#8b3fbf',
  removedGround: '#f6ecfc',
  kept: '#0b7285',
  keptGround: '#e3f4f7',
  refused: '#c92a2a',
  refusedGround: '#fdeaea',
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
  created: '#4ac26b',
  createdGround: '#12301c',
  changed: '#e0914a',
  changedGround: '#3a2410',
  removed: '#c58af0',
  removedGround: '#2e1d3d',
  kept: '#4fc3d9',
  keptGround: '#10303a',
  refused: '#ff7b72',
  refusedGround: '#431a1a',
  warn: '#d99a2b',
  warnGround: '#3a2a0e',
  warnText: '#ffd285',
  link: '#8db0ff',
};

/** The style rules of a drawing. They have no CSS variables, which viewers other than browsers do not support. */
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

/** The colours as CSS variables of the same names, and for each tone a class that sets `--tone` and `--ground`. */
export function pageColours(): string {
  const tones = TONES.map((tone) => `.${tone} { --tone: var(--${tone}); --ground: var(--${tone}Ground); }\n`);
  return `:root { color-scheme: light dark; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) {
:root { ${variables(DARK)} }
}
${tones.join('')}`;
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
.concurrent > .box { stroke: ${palette.warn}; }
.badge > rect { fill: ${palette.warnGround}; stroke: ${palette.warn}; }
.badge > text { fill: ${palette.warnText}; }`;
}
