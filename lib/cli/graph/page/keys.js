// @ts-check
// The arrow keys walk through the lines that are shown: families, tasks, and equal siblings.

const stops = /** @type {HTMLElement[]} */ ([...families.querySelectorAll('summary, .task')]);

/** The nearest line that is shown, before or after another. @param {number} from @param {1 | -1} step */
function nearest(from, step) {
  let index = from + step;
  while (stops[index] && !stops[index].checkVisibility()) index += step;
  return stops[index];
}

/** @param {HTMLElement | undefined} element */
function moveTo(element) {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** @type {Record<string, (stop: HTMLElement, index: number) => void>} */
const moves = {
  ArrowDown: (_, index) => moveTo(nearest(index, 1)),
  ArrowUp: (_, index) => moveTo(nearest(index, -1)),
  ArrowRight(stop, index) {
    const details = stop.matches('summary') ? stop.closest('details') : null;
    if (details && !details.open) details.open = true;
    else if (details || tasks[indexes.get(stop.id) ?? -1]?.children.length) moveTo(nearest(index, 1));
  },
  ArrowLeft(stop) {
    const details = stop.closest('details');
    const parent = tasks[indexes.get(stop.id) ?? -1]?.parent;
    if (stop.matches('summary') && details?.open) details.open = false;
    else if (parent !== undefined) moveTo(links[parent]);
    else if (!stop.matches('summary')) moveTo(details?.querySelector('summary') ?? undefined);
  },
  Home: () => moveTo(nearest(-1, 1)),
  End: () => moveTo(nearest(stops.length, -1)),
};

families.addEventListener('keydown', (event) => {
  const index = stops.indexOf(/** @type {HTMLElement} */ (event.target));
  const move = moves[event.key];
  if (index < 0 || !move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  move(stops[index], index);
});
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && selected() !== undefined) closeDetails();
  else if (event.key === '/' && event.target !== query) query.select();
  else return;
  event.preventDefault();
});

form.hidden = tasks.length === 0;
showSelected();
