// @ts-check
// The page's own script. Panning is the browser's scrolling, so that wheel, touch and scroll bars work as everywhere.
(() => {
  /**
   * @typedef {{ id: string, done: boolean, depth: number, parent?: number, children: number[], claim: number,
   *   atOnce?: number, box: [number, number, number, number] }} Task
   * @typedef {{ name: string, size?: string, accessMode: string, storageClass?: string, existing: boolean,
   *   namespace?: string, cloneOf?: string }} Claim
   */

  /** @param {string} id @returns {any} */
  const byId = (id) => document.getElementById(id);
  /** @type {{ tasks: Task[], claims: Claim[], groups: number[][] }} */
  const { tasks, claims, groups } = JSON.parse(byId('data').textContent);
  /** More links than these are folded, lest they push all else out of sight. */
  const MOST_LINKS = 12;
  const canvas = /** @type {HTMLElement} */ (byId('canvas'));
  const picture = /** @type {SVGSVGElement} */ (byId('picture'));
  const elements = /** @type {SVGGElement[]} */ ([...picture.querySelectorAll('.task')]);
  const { width, height } = picture.viewBox.baseVal;

  const MARGIN = 24;
  /** Below, the picture is blocks of colour. */
  const FAR = 0.4;
  /** What the page starts with at least, and what a task is shown with at least. */
  const COMFORTABLE = 0.75;
  const READABLE = 0.5;
  const LARGEST = 3;
  let scale = 1;

  /** The scale at which the picture is as wide as the canvas. */
  function across() {
    return (canvas.clientWidth - 2 * MARGIN) / width;
  }

  /** The scale at which everything is in view, never above the actual size. */
  function fitting() {
    return Math.min(1, across(), (canvas.clientHeight - 2 * MARGIN) / height);
  }

  /**
   * Zooms so that one point of the canvas stays where it is, its middle unless told otherwise.
   * @param {number} wanted @param {number} [x] @param {number} [y]
   */
  function zoom(wanted, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const next = Math.min(LARGEST, Math.max(Math.min(fitting(), 0.1), wanted));
    const left = ((canvas.scrollLeft + x - MARGIN) / scale) * next + MARGIN - x;
    const top = ((canvas.scrollTop + y - MARGIN) / scale) * next + MARGIN - y;
    scale = next;
    picture.setAttribute('width', String(width * scale));
    picture.setAttribute('height', String(height * scale));
    picture.classList.toggle('far', scale < FAR);
    byId('scale').textContent = `${Math.round(scale * 100)}%`;
    canvas.scrollTo(left, top);
  }

  /** Brings a task into view, large enough to be read. @param {number} index */
  function reveal(index) {
    if (scale < READABLE) zoom(1);
    const [x, y, w, h] = tasks[index].box.map((n) => n * scale);
    const left = x + MARGIN - canvas.scrollLeft;
    const top = y + MARGIN - canvas.scrollTop;
    const visible =
      left >= MARGIN &&
      top >= MARGIN &&
      left + w <= canvas.clientWidth - MARGIN &&
      top + h <= canvas.clientHeight - MARGIN;
    if (visible) return;
    canvas.scrollTo(x + MARGIN + (w - canvas.clientWidth) / 2, y + MARGIN + (h - canvas.clientHeight) / 2);
  }

  let selected = -1;

  /** Shows a task's details and makes it the one that the tab key reaches. @param {number} index */
  function select(index) {
    elements[selected < 0 ? 0 : selected].setAttribute('tabindex', '-1');
    if (selected >= 0) elements[selected].setAttribute('aria-selected', 'false');
    selected = index;
    elements[index].setAttribute('tabindex', '0');
    elements[index].setAttribute('aria-selected', 'true');
    byId('details').replaceChildren(...details(index));
    reveal(index);
  }

  /** @param {number} index */
  function focus(index) {
    elements[index].focus({ preventScroll: true });
  }

  /** @param {string} name @param {(string | Node)[]} content @param {string} [className] */
  function element(name, content, className = '') {
    const made = document.createElement(name);
    made.className = className;
    made.append(...content);
    return made;
  }

  /** @param {number} index */
  function details(index) {
    const task = tasks[index];
    const claim = claims[task.claim];
    const list = document.createElement('dl');
    /** @param {string} term @param {string | Node | undefined} value */
    const row = (term, value) => {
      if (value !== undefined) list.append(element('dt', [term]), element('dd', [value]));
    };
    row('State', task.done ? 'done' : 'not done');
    row('Parent', task.parent === undefined ? undefined : links([task.parent]));
    row('Children', task.children.length > 0 ? links(task.children) : undefined);
    row('Claim', claim.existing ? `${claim.name} (exists already)` : claim.name);
    row('Clone of', claim.cloneOf);
    row('Size', claim.size);
    row('Access mode', claim.accessMode);
    row('Class', claim.storageClass ?? (claim.existing ? undefined : "the cluster's default"));
    row('Namespace', claim.namespace);
    if (task.atOnce !== undefined) {
      row(
        'At once',
        element('div', [
          element('div', ['Would run at the same time, on one working tree, as'], 'warning'),
          links(groups[task.atOnce].filter((other) => other !== index)),
        ]),
      );
    }
    return [element('h2', [task.id]), list];
  }

  /** Buttons that lead to tasks. @param {number[]} indexes */
  function links(indexes) {
    const buttons = indexes.map((index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = tasks[index].id;
      button.addEventListener('click', () => focus(index));
      return button;
    });
    const list = element('div', buttons, 'links');
    if (buttons.length <= MOST_LINKS) return list;
    return element('details', [element('summary', [`${buttons.length.toLocaleString('en')} tasks`]), list]);
  }

  // The tree: arrows follow the picture.

  /** The nearest task before or after in the same column of a family, else the next family's root. @param {number} index @param {1 | -1} step */
  function inColumn(index, step) {
    for (let i = index + step; tasks[i]; i += step) {
      if (tasks[i].depth === tasks[index].depth || tasks[i].depth === 0) return i;
    }
    return index;
  }

  canvas.addEventListener('keydown', (event) => {
    const index = elements.indexOf(/** @type {SVGGElement} */ (event.target));
    if (index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const { parent = index, children } = tasks[index];
    /** @type {Record<string, number>} */
    const targets = {
      ArrowRight: children[0] ?? index,
      ArrowLeft: parent,
      ArrowDown: inColumn(index, 1),
      ArrowUp: inColumn(index, -1),
      Home: 0,
      End: tasks.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    focus(target);
  });
  // Heard on the canvas: an SVG element that hears of focus is a stop of the tab key itself in Chromium.
  canvas.addEventListener('focusin', (event) => {
    const index = elements.indexOf(/** @type {SVGGElement} */ (event.target));
    if (index >= 0) select(index);
  });

  // Search.

  const query = /** @type {HTMLInputElement} */ (byId('query'));
  const state = /** @type {HTMLSelectElement} */ (byId('state'));
  const texts = tasks.map((task) => {
    const { name, storageClass = '', namespace = '' } = claims[task.claim];
    return [task.id, name, storageClass, namespace].join('\n').toLowerCase();
  });
  /** @type {Record<string, (task: Task) => boolean>} */
  const states = {
    '': () => true,
    open: (task) => !task.done,
    done: (task) => task.done,
    atOnce: (task) => task.atOnce !== undefined,
  };
  /** @type {number[]} */
  let matches = [];
  let match = -1;

  /** Marks what is looked for. */
  function search() {
    const text = query.value.trim().toLowerCase();
    const searching = text !== '' || state.value !== '';
    const wanted = states[state.value];
    matches = searching ? tasks.flatMap((task, i) => (texts[i].includes(text) && wanted(task) ? [i] : [])) : [];
    match = -1;
    const found = new Set(matches);
    elements.forEach((task, i) => {
      task.classList.toggle('match', found.has(i));
    });
    picture.classList.toggle('searching', searching);
    byId('previous').disabled = byId('next').disabled = matches.length === 0;
    byId('matches').textContent = searching ? `${matches.length.toLocaleString('en')} found` : '';
  }

  /** @param {1 | -1} step */
  function nextMatch(step) {
    if (matches.length === 0) return;
    match = match < 0 && step < 0 ? matches.length - 1 : (match + step + matches.length) % matches.length;
    select(matches[match]);
    byId('matches').textContent = `${(match + 1).toLocaleString('en')} of ${matches.length.toLocaleString('en')}`;
  }

  function clear() {
    query.value = '';
    state.value = '';
    search();
  }

  // A text leads to its first task at once; a state is rather looked at as a whole.
  query.addEventListener('input', () => {
    search();
    if (query.value.trim() !== '') nextMatch(1);
  });
  state.addEventListener('change', search);
  byId('next').addEventListener('click', () => nextMatch(1));
  byId('previous').addEventListener('click', () => nextMatch(-1));
  byId('search').addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
  query.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') nextMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown' && selected >= 0) focus(selected);
    else if (event.key === 'Escape') clear();
    else return;
    event.preventDefault();
  });

  // Pan by dragging, zoom by pinch or with the control key; plain scrolling is the browser's.

  /** @type {{ x: number, y: number, left: number, top: number } | undefined} */
  let drag;
  let dragged = false;
  canvas.addEventListener('pointerdown', (event) => {
    dragged = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    drag = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
  });
  addEventListener('pointermove', (event) => {
    if (!drag) return;
    const x = event.clientX - drag.x;
    const y = event.clientY - drag.y;
    dragged ||= Math.hypot(x, y) >= 4;
    if (!dragged) return;
    canvas.classList.add('dragging');
    canvas.scrollTo(drag.left - x, drag.top - y);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(end, () => {
      drag = undefined;
      canvas.classList.remove('dragging');
    });
  }
  // A task gets the focus when the button is let go, not when it is pressed: that may become a drag.
  canvas.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('.task')) event.preventDefault();
  });
  canvas.addEventListener('click', (event) => {
    const task = event.target instanceof Element && /** @type {SVGGElement | null} */ (event.target.closest('.task'));
    if (task && !dragged) focus(elements.indexOf(task));
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = canvas.getBoundingClientRect();
      zoom(scale * Math.exp(-event.deltaY / 200), event.clientX - left, event.clientY - top);
    },
    { passive: false },
  );

  const zooms = {
    in: () => zoom(scale * 1.25),
    out: () => zoom(scale / 1.25),
    scale: () => zoom(1),
    fit: () => zoom(fitting()),
  };
  for (const [id, action] of Object.entries(zooms)) byId(id).addEventListener('click', action);
  /** @type {Record<string, () => void>} */
  const keys = {
    '+': zooms.in,
    '=': zooms.in,
    '-': zooms.out,
    0: zooms.fit,
    1: zooms.scale,
    '/': () => query.select(),
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === query || event.target === state || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // A picture much wider than the window is first seen as a whole, any other from its start.
  zoom(across() < FAR ? fitting() : Math.min(1, Math.max(COMFORTABLE, across())));
  canvas.scrollTo(0, 0);
})();
