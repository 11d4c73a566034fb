import { execFileSync } from 'node:child_process';
import { inFolder, run } from '../run';

const TASKS = 'tasks:\n  - taskId: login-page\n  - taskId: search\n';

async function wordsFor(...words: string[]): Promise<string[]> {
  const { code, stdout } = await run(['completion', 'words', '--', ...words]);
  expect(code).toBe(0);
  return stdout.split('\n').filter((word) => word !== '');
}

test('the first word is a verb', async () => {
  expect(await wordsFor('')).toEqual(expect.arrayContaining(['plan', 'completion', 'help', '--version']));
  expect(await wordsFor('ex')).toEqual(['explain']);
  expect(await wordsFor('help', 'c')).toEqual(['check', 'claims', 'completion']);
});

test('the options are those of the verb’s help, and their values too', async () => {
  expect(await wordsFor('plan', '--a')).toEqual(['--against', '--allow-removals', '--all']);
  expect(await wordsFor('check', '--format', '')).toEqual(['json', 'github', 'sarif']);
  expect(await wordsFor('plan', '--help')).toEqual(['--help']);
});

test('explain is completed with the ids of the tasks, then with the settings', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  expect(await wordsFor('explain', '')).toEqual(['login-page', 'search']);
  expect(await wordsFor('explain', 'search', 'imagePull')).toEqual(['imagePullPolicy', 'imagePullSecrets']);
});

test('every argument of a verb that takes several tasks, and an option that takes a task, is completed with the ids', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  expect(await wordsFor('remove', 'login-page', 's')).toEqual(['search']);
  expect(await wordsFor('add', 'new', '--parent', '')).toEqual(['login-page', 'search']);
  expect(await wordsFor('add', '--s')).toEqual(['--set']);
});

test('the id of a new task is not completed', async () => {
  inFolder({ 'tasks.yaml': TASKS });
  expect(await wordsFor('add', '')).toEqual([]);
});

test('tasks with mistakes give no ids and no messages', async () => {
  inFolder({ 'tasks.yaml': 'tasks:\n  - taskID: a\n' });
  expect(await run(['completion', 'words', '--', 'explain', ''])).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('a shell that has no script is refused with those that have one', async () => {
  const { code, stderr } = await run(['completion', 'tcsh']);
  expect(code).toBe(3);
  expect(stderr).toContain('bash, zsh, fish');
});

test('bash hands the words over as they are, and takes the answer as words', async () => {
  const { stdout } = await run(['completion', 'bash']);
  const command = `${stdout}
    cdk8s-keruta() { printf '%s\\n' "$@" 'a $(echo b)'; }
    COMP_WORDS=(cdk8s-keruta explain ''); COMP_CWORD=2
    _cdk8s_keruta cdk8s-keruta
    printf '<%s>' "\${COMPREPLY[@]}"`;
  expect(execFileSync('bash', ['-c', command], { encoding: 'utf8' })).toBe(
    '<completion><words><--><explain><><a $(echo b)>',
  );
});
