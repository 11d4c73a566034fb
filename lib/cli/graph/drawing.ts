import { type ClaimBox, type Edge, METRICS, type Picture, type TaskBox } from './picture';
import { escapeXml, SANS, textWidth } from './text';
import { claimFacts } from './words';

const BADGE_HEIGHT = 17;

/** Marks in a square of 14 pixels: a circle with a tick, a circle with a dot, and a disk. */
const DONE_MARK = '<path class="mark" d="M13 7A6 6 0 1 1 1 7a6 6 0 1 1 12 0ZM4.5 7.2l1.8 1.8 3.3-3.8"/>';
const OPEN_MARK =
  '<path class="mark" d="M13 7A6 6 0 1 1 1 7a6 6 0 1 1 12 0Z"/><circle class="dot" cx="7" cy="7" r="2.5"/>';
const CLAIM_MARK =
  '<path class="mark" d="M12 3.5C12 5 9.8 6 7 6S2 5 2 3.5 4.2 1 7 1s5 1 5 2.5v7C12 12 9.8 13 7 13s-5-1-5-2.5v-7M12 7c0 1.5-2.2 2.5-5 2.5S2 8.5 2 7"/>';

/** The elements of the picture: frames first, lines over them, tasks on top. */
export function drawing(picture: Picture): string {
  return [...picture.claims.map(claim), ...picture.edges.map(edge), ...picture.tasks.map(task)].join('\n');
}

function claim({ x, y, width, height, workspace, name, facts }: ClaimBox): string {
  const { pad, factLine, claimTextStart } = METRICS;
  const lines = facts.map(
    (fact, i) => `<text x="${pad}" y="${pad + factLine * (i + 2) - 4}">${escapeXml(fact)}</text>`,
  );
  const title = [workspace.claim.name, ...claimFacts(workspace)].join('\n');
  return (
    `<g class="claim${workspace.clonedFrom ? ' cloned' : ''}" transform="translate(${x} ${y})">` +
    `<title>${escapeXml(title)}</title>` +
    `<rect class="frame" width="${width}" height="${height}" rx="10"/>` +
    moveTo(pad, pad - 1, CLAIM_MARK) +
    `<text class="name" x="${pad + claimTextStart}" y="${pad + 11}">${escapeXml(name)}</text>` +
    `${lines.join('')}</g>`
  );
}

function task({ x, y, width, height, node, label }: TaskBox): string {
  const { textStart } = METRICS;
  const state = node.task.done ? 'done' : 'not done';
  const classes = `task ${node.task.done ? 'done' : 'open'}${node.concurrentGroup ? ' concurrent' : ''}`;
  return (
    `<g class="${classes}" transform="translate(${x} ${y})">` +
    `<title>${escapeXml(`${node.task.taskId}\n${state}`)}</title>` +
    `<rect class="box" width="${width}" height="${height}" rx="7"/>` +
    moveTo(11, 10, node.task.done ? DONE_MARK : OPEN_MARK) +
    `<text class="id" x="${textStart}" y="21">${escapeXml(label)}</text>` +
    `<text x="${textStart}" y="40">${state}</text>` +
    (node.concurrentGroup ? badge(`at once ${node.concurrentGroup.label}`, width - 8, height - 8) : '') +
    '</g>'
  );
}

/** A warning of a few words. Its lower right corner is at `right` and `bottom`. */
function badge(text: string, right: number, bottom: number): string {
  const width = textWidth(text, SANS, METRICS.factSize) + 8;
  return (
    `<g class="badge"><rect x="${right - width}" y="${bottom - BADGE_HEIGHT}" width="${width}" height="${BADGE_HEIGHT}" rx="4"/>` +
    `<text x="${right - width / 2}" y="${bottom - 5}">${escapeXml(text)}</text></g>`
  );
}

/** The line from the right side of the parent, down in the gap between the columns, to an arrow at the left side of the child. */
function edge({ from, to }: Edge): string {
  const x = from.x + from.width;
  const y = from.y + from.height / 2;
  const down = to.y + to.height / 2 - y;
  const turn = x + 14;
  const radius = 6;
  const bend =
    down === 0
      ? ''
      : `H${turn - radius}q${radius} 0 ${radius} ${radius}v${down - 2 * radius}q0 ${radius} ${radius} ${radius}`;
  const cloned = from.node.workspace !== to.node.workspace;
  return (
    `<path class="edge${cloned ? ' clones' : ''}" d="M${x} ${y}${bend}H${to.x - 2}"/>` +
    `<path class="edge arrow" d="M${to.x - 6} ${y + down - 4}l4 4-4 4"/>`
  );
}

function moveTo(x: number, y: number, mark: string): string {
  return `<g transform="translate(${x} ${y})">${mark}</g>`;
}

/** The legend: the marks that the picture has, each in a box of 14 by 14 pixels, with the meaning of each. */
export function legend(picture: Picture): { readonly mark: string; readonly words: string }[] {
  const nodes = picture.tasks.map((box) => box.node);
  const has = (mark: string, words: string, present: boolean) => (present ? [{ mark, words }] : []);
  return [
    ...has(`<g class="claim">${CLAIM_MARK}</g>`, 'claim', nodes.length > 0),
    ...has(
      `<g class="open">${OPEN_MARK}</g>`,
      'not done',
      nodes.some(({ task }) => !task.done),
    ),
    ...has(
      `<g class="done">${DONE_MARK}</g>`,
      'done',
      nodes.some(({ task }) => task.done),
    ),
    ...has(
      '<path class="edge" d="M0 7h13M9 3l4 4-4 4"/>',
      'inherits the claim',
      picture.edges.some(({ from, to }) => from.node.workspace === to.node.workspace),
    ),
    ...has(
      '<path class="edge clones" d="M0 7h13"/><path class="edge" d="M9 3l4 4-4 4"/>',
      'gets a clone of the claim',
      picture.edges.some(({ from, to }) => from.node.workspace !== to.node.workspace),
    ),
    ...has(
      '<g class="badge"><rect x="0" y="0" width="14" height="14" rx="3"/><text x="7" y="11">A</text></g>',
      'would run at the same time in one working tree',
      nodes.some(({ concurrentGroup }) => concurrentGroup),
    ),
  ];
}
