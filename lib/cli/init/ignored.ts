import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path that Git ignores, and the pattern that says so. */
export interface IgnoredPath {
  readonly path: string;
  /** The file with the pattern: `.gitignore`, or one of the person's own files. */
  readonly file: string;
  readonly line: string;
  readonly pattern: string;
}

/** Finds the paths that Git ignores, also before the folder is a repository. Without Git it finds none. */
export function findIgnored(paths: readonly string[]): IgnoredPath[] {
  if (existsSync('.git')) {
    return checkIgnore(paths, []);
  }
  const folder = mkdtempSync(join(tmpdir(), 'keruta-'));
  try {
    spawnSync('git', ['init', '--quiet', '--template=', folder]);
    return checkIgnore(paths, ['--git-dir', join(folder, '.git'), '--work-tree', '.']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checkIgnore(paths: readonly string[], options: readonly string[]): IgnoredPath[] {
  const args = [...options, 'check-ignore', '--verbose', '--no-index', '-z', '--stdin'];
  const { stdout } = spawnSync('git', args, { input: paths.join('\0'), encoding: 'utf8' });
  const fields = (stdout ?? '').split('\0');
  return Array.from({ length: Math.floor(fields.length / 4) }, (_, index) => {
    const [file = '', line = '', pattern = '', path = ''] = fields.slice(4 * index, 4 * index + 4);
    return { path, file, line, pattern };
  }).filter(({ pattern }) => !pattern.startsWith('!'));
}
