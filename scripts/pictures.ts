import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svg, toFamilies } from '../lib/cli/graph';
import { loadTasks } from '../lib/tasks/load';

const FOLDER = join(__dirname, '..', 'docs', 'pictures');

/** The README's picture: what `cdk8s-keruta graph --format svg` prints of its tasks. */
export function familyPicture(): string {
  const { tasks, waits } = loadTasks(join(FOLDER, 'family.yaml'));
  return svg(toFamilies(tasks, waits));
}

if (require.main === module) {
  writeFileSync(join(FOLDER, 'family.svg'), familyPicture());
}
