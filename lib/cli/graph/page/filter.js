// @ts-check
// Search and the choice of a state: both decide which tasks are shown.

/** Milliseconds that the search waits for the next key. */
const PAUSE = 150;
/** More matches than this stay collapsed. */
const MOST_EXPANDED = 200;

const form = /** @type {HTMLFormElement} */ (byId('_search'));
const query = /** @type {HTMLInputElement} */ (byId('_query'));
const texts = tasks.map((task) => {
  const { name, storageClass = '', namespace = '' } = claims[task.claim];
  return [task.id, name, storageClass, namespace].join('\n').toLowerCase();
});
const lines = links.map((link) => /** @type {HTMLElement} */ (link.closest('li')));
const collapsible = [...families.querySelectorAll('details')];
const squares = [...document.querySelectorAll('#_overview i')];

/** @type {number[]} */
let matches = [];
let match = -1;
/** The elements that the search has expanded, and collapses again. @type {HTMLDetailsElement[]} */
let expanded = [];

/** Whether a task is in the chosen state. @param {Task} task @param {string} state */
function hasState(task, state) {
  return state === '' || task.state === state || (state === 'at once' && task.concurrentGroup !== undefined);
}

function applyFilter() {
  const text = query.value.trim().toLowerCase();
  const state = String(new FormData(form).get('state') ?? '');
  const filters = text !== '' || state !== '';
  const found = tasks.flatMap((task, i) => (texts[i].includes(text) && hasState(task, state) ? [i] : []));
  matches = filters ? found : [];
  match = -1;
  const matching = new Set(found);
  // The ancestors of a match stay, so that its place in the family is seen.
  const shown = new Set(found);
  for (const index of matches) {
    for (let above = tasks[index].parent; above !== undefined && !shown.has(above); above = tasks[above].parent) {
      shown.add(above);
    }
  }
  lines.forEach((line, i) => {
    line.hidden = !shown.has(i);
    links[i].classList.toggle('context', !matching.has(i));
    squares[i]?.classList.toggle('context', !matching.has(i));
  });
  for (const details of expanded) details.open = false;
  expanded = [];
  for (const details of collapsible) {
    const holds = details.querySelector('li:not([hidden]) > .task') !== null;
    const outside = details.classList.contains('group') ? details.parentElement : details;
    if (outside) outside.hidden = !holds;
    if (filters && holds && !details.open && matches.length <= MOST_EXPANDED) {
      details.open = true;
      expanded.push(details);
    }
  }
  byId('_none').hidden = !filters || matches.length > 0;
  byId('_matches').textContent = filters ? `${written(matches.length)} of ${written(tasks.length)}` : '';
}

/** @param {1 | -1} step */
function nextMatch(step) {
  if (matches.length === 0) return;
  match = match < 0 && step < 0 ? matches.length - 1 : (match + step + matches.length) % matches.length;
  // A change of location.hash would move the focus out of the search field.
  history.pushState(null, '', `#${tasks[matches[match]].id}`);
  showSelected();
  byId('_matches').textContent = `${written(match + 1)} of ${written(matches.length)}`;
}

let waiting = 0;
query.addEventListener('input', () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    waiting = 0;
    applyFilter();
  }, PAUSE);
});

/** Applies a search that still waits for the next key. */
function applyWaiting() {
  if (waiting === 0) return;
  window.clearTimeout(waiting);
  waiting = 0;
  applyFilter();
}

function clearFilter() {
  window.clearTimeout(waiting);
  waiting = 0;
  form.reset();
  applyFilter();
}

form.addEventListener('change', (event) => {
  if (event.target !== query) applyFilter();
});
form.addEventListener('submit', (event) => event.preventDefault());
query.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') {
    applyWaiting();
    nextMatch(event.shiftKey ? -1 : 1);
  } else if (event.key === 'Escape') clearFilter();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
for (const [id, open] of /** @type {const} */ ([
  ['_expand', true],
  ['_collapse', false],
])) {
  byId(id).addEventListener('click', () => {
    expanded = [];
    for (const details of collapsible) details.open = open;
  });
}
