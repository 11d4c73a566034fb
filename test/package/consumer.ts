import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A packed package: where it is, and what is in it. */
export interface Tarball {
  readonly path: string;
  readonly files: readonly string[];
}

/** Builds and packs this repository. */
export function pack(folder: string): Tarball {
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [{ filename, files }] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
  return { path: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/** An empty project, outside this repository, that has installed the package. */
export class Consumer {
  public readonly folder = mkdtempSync(join(tmpdir(), 'keruta-consumer-'));

  public constructor() {
    cpSync(join(__dirname, 'consumer'), this.folder, { recursive: true });
    for (const name of ['tasks.yaml', 'argocd.yaml']) {
      cpSync(join(ROOT, name), join(this.folder, name));
    }
  }

  public install(tarball: Tarball): void {
    const options = ['--no-audit', '--no-fund', '--silent', '--prefer-offline'];
    execFileSync('npm', ['install', ...options, tarball.path], { cwd: this.folder, stdio: 'inherit' });
  }

  public write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Runs a program in the project, or in a folder of it; manifests go to a folder of that name. */
  public run(
    command: string,
    args: readonly string[],
    { outdir = 'dist', folder = '.' } = {},
  ): SpawnSyncReturns<string> {
    const env = { ...process.env, CDK8S_OUTDIR: outdir, NO_COLOR: '1' };
    const cwd = join(this.folder, folder);
    mkdirSync(cwd, { recursive: true });
    return spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  }

  /** Runs the package's own command. */
  public command(args: readonly string[], folder?: string): SpawnSyncReturns<string> {
    return this.run(join(this.folder, 'node_modules/.bin/cdk8s-keruta'), args, { folder });
  }

  /** Runs one of this repository's tools on the project: what it brings itself is the package and its peers. */
  public tool(name: string, args: readonly string[]): SpawnSyncReturns<string> {
    return this.run(join(ROOT, 'node_modules', '.bin', name), args);
  }

  public read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  public get installed(): string[] {
    const folder = join(this.folder, 'node_modules');
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    return names.flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    );
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
