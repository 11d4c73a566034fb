// @ts-check
// The address names the task whose details are shown, so that a link leads to the task and Back to the task before.

/** More links than this are collapsed: they would push the other details out of view. */
const MOST_LINKS = 12;

/** @param {string} name @param {(string | Node)[]} content @param {string} [className] */
function make(name, content, className = '') {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

/** @param {number} index */
function detailsOf(index) {
  const task = tasks[index];
  const claim = claims[task.claim];
  const list = document.createElement('dl');
  /** @param {string} term @param {string | Node | undefined} value */
  const row = (term, value) => {
    if (value !== undefined) list.append(make('dt', [term]), make('dd', [value]));
  };
  row('State', task.state);
  for (const [term, lines] of Object.entries(task.notes ?? {})) {
    const items = lines.map((line) => make('div', [line]));
    row(term, make('div', items));
  }
  row('Parent', task.parent === undefined ? undefined : linksTo([task.parent]));
  row('Children', task.children.length > 0 ? linksTo(task.children) : undefined);
  row('Claim', claim.existing ? `${claim.name} (exists already)` : claim.name);
  row('Clone of', claim.clonedFrom);
  row('Size', claim.size);
  row('Access mode', claim.accessMode);
  row('Storage class', claim.storageClass ?? (claim.existing ? undefined : "the cluster's default"));
  row('Namespace', claim.namespace);
  if (task.concurrentGroup !== undefined) {
    const others = groups[task.concurrentGroup].filter((other) => other !== index);
    const words = make('div', ['would run at the same time in one working tree with'], 'warning');
    row('At once', make('div', [words, linksTo(others)]));
  }
  return [make('h2', [task.id]), list];
}

/** Links to tasks. @param {number[]} to */
function linksTo(to) {
  const made = to.map((index) => {
    const link = document.createElement('a');
    link.href = `#${tasks[index].id}`;
    link.textContent = tasks[index].id;
    return link;
  });
  const list = make('div', made, 'links');
  return made.length <= MOST_LINKS ? list : make('details', [make('summary', [`${written(made.length)} tasks`]), list]);
}

const hint = [...byId('_details').childNodes];

/** The index of the task that the address names, or undefined. */
function selected() {
  return indexes.get(location.hash.slice(1));
}

function showSelected() {
  const index = selected();
  for (const link of families.querySelectorAll('[aria-current]')) link.removeAttribute('aria-current');
  document.body.classList.toggle('selected', index !== undefined);
  byId('_close').hidden = index === undefined;
  byId('_details').replaceChildren(...(index === undefined ? hint : detailsOf(index)));
  if (index === undefined) return;
  links[index].setAttribute('aria-current', 'true');
  goTo(index);
}

function closeDetails() {
  const index = selected();
  history.replaceState(null, '', location.pathname + location.search);
  showSelected();
  if (index !== undefined) links[index].focus({ preventScroll: true });
}

addEventListener('popstate', showSelected);
byId('_close').addEventListener('click', closeDetails);
