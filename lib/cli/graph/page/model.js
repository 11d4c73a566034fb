// @ts-check
// The parts of the script are joined in one function, in the order of document.ts: each part sees those before it.

/**
 * @typedef {{ id: string, state: string, notes?: Record<string, string[]>, parent?: number, children: number[], claim: number, concurrentGroup?: number }} Task
 * @typedef {{ name: string, size?: string, accessMode: string, storageClass?: string, existing: boolean,
 *   namespace?: string, clonedFrom?: string }} Claim
 */

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** @type {{ tasks: Task[], claims: Claim[], groups: number[][] }} */
const { tasks, claims, groups } = JSON.parse(byId('_data').textContent);

/** The link of each task. */
const links = tasks.map((task) => /** @type {HTMLAnchorElement} */ (byId(task.id)));

/** @type {Map<string, number>} */
const indexes = new Map(tasks.map((task, index) => [task.id, index]));

const families = /** @type {HTMLElement} */ (byId('_families'));

/** Expands everything that hides an element. @param {Element} element */
function expandTo(element) {
  for (let above = element.closest('details'); above; above = above.parentElement?.closest('details') ?? null) {
    above.open = true;
  }
}

/** Brings a task into view, with the focus on it unless somebody types. @param {number} index */
function goTo(index) {
  expandTo(links[index]);
  if (!document.activeElement?.matches('[type="search"]')) links[index].focus({ preventScroll: true });
  links[index].scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** @param {number} count */
const written = (count) => count.toLocaleString('en');
