import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parseLive, readLive } from '../../../lib/cli/live';
import { inFolder } from '../run';

const job = (name: string, more: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'agents', ...more },
});
const list = (...items: object[]) => ({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } });

const read = (text: string | Buffer) => parseLive(Buffer.from(text), 'live.json', { takenAt: 0 });
const names = (text: string | Buffer) => read(text).jobs.map(({ name }) => name);

describe('objects are read from', () => {
  const one = JSON.stringify(list(job('a'), job('b')));
  test.each([
    ['a list', one, ['a', 'b']],
    ['a list with spaces', JSON.stringify(list(job('a'), job('b')), undefined, 4), ['a', 'b']],
    ['an empty list', JSON.stringify(list()), []],
    ['one object', JSON.stringify(job('a')), ['a']],
    ['several documents', `${one}\n${JSON.stringify(job('c'))}`, ['a', 'b', 'c']],
    ['documents as in YAML', `---\n${one}\n---\n${JSON.stringify(job('c'))}\n`, ['a', 'b', 'c']],
    ['YAML', 'apiVersion: v1\nitems:\n- apiVersion: batch/v1\n  kind: Job\n  metadata: {name: a}\n', ['a']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, the other byte first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('%s', (_, encode) => {
    expect(names(encode(one))).toEqual(['a', 'b']);
  });

  test('a file, with the time of its last change as the time of the picture', () => {
    inFolder({});
    writeFileSync('live.json', one);
    expect(readLive({ file: 'live.json' })).toMatchObject({ jobs: [{ name: 'a' }, { name: 'b' }], unread: [] });
    expect(Math.abs(readLive({ file: 'live.json' }).takenAt - Date.now())).toBeLessThan(60_000);
  });
});

test('an object survives whatever strings it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.nat(4), (messages, indent) => {
      const conditions = messages.map((message) => ({ type: 'Failed', status: 'True', message }));
      const text = JSON.stringify(list({ ...job('a'), status: { conditions } }, job('b')), undefined, indent);
      const [first, second] = read(text).jobs;
      // A half of a surrogate pair has no UTF-8.
      expect(first?.conditions.map(({ message }) => message)).toEqual(messages.map((one) => one.toWellFormed()));
      expect(second?.name).toBe('b');
    }),
    { numRuns: 30 },
  );
});

test('with a namespace, objects of others are left out, and those of no namespace stay', () => {
  const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'standard' } };
  const text = JSON.stringify(list(job('a'), job('b', { namespace: 'other' }), storageClass));
  expect(parseLive(Buffer.from(text), 'live.json', { takenAt: 0, namespace: 'other' })).toMatchObject({
    jobs: [{ name: 'b' }],
    storageClasses: [{ name: 'standard' }],
  });
});

describe('a text that is something else is refused at its place:', () => {
  const text = JSON.stringify(list(job('a'), job('b')), undefined, 2);
  const line = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
  test.each([
    [
      'cut off in a string',
      text.slice(0, text.indexOf('"b"') + 2),
      `:${line('"b"')}:19: the text is cut off: a string`,
    ],
    [
      'cut off between items',
      text.slice(0, text.indexOf('"b"') - 70),
      ': the text is cut off: a map or a list does not end',
    ],
    ['a missing comma', text.replace('"Job",', '"Job"'), `:${line('"Job"') + 1}:7: the text is not JSON`],
    ['an item that is no map', '{"items":[null]}', ':1:11: an item of the list is no object of a cluster'],
    ['an item that is a string', '{"items":["a"]}', ':1:11: an item of the list is no object of a cluster'],
    ['a document of another program', '{\n  "name": "cdk8s-keruta"\n}', ':1:1: {"name":"cdk8s-keruta"} is no object'],
    ['a line before the list', `\n\n${text}\nE1127 log`, ': the text is neither JSON nor YAML'],
    ['text', 'hello', ':1:1: "hello" is no object of a cluster'],
    ['YAML with a mistake', 'kind: Job\n  name: a', ':2:7: the text is neither JSON nor YAML, or it is cut off'],
    ['a name that would be part of a command', JSON.stringify(list(job('x; rm -rf /'))), ':1:29: {"apiVersion"'],
    ['a namespace that would be', JSON.stringify(job('a', { namespace: '$(reboot)' })), 'is no object of a cluster'],
  ])('%s', (_, broken, message) => {
    expect(() => read(broken)).toThrow(message);
    expect(() => read(broken)).toThrow(/^live\.json:\d+:\d+: .*; allowed: the output of kubectl get jobs/);
  });

  test('a file that is not there', () => {
    expect(() => readLive({ file: 'nowhere.json' })).toThrow('nowhere.json cannot be read');
  });
});

test('values of other types than Kubernetes has count as missing', () => {
  const wrong = [1, 'a', [1], null, true];
  for (const value of wrong) {
    const items = ['Job', 'Pod', 'PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'Event', 'Workload'].map(
      (kind) => ({ ...job('a'), kind, spec: value, status: value, involvedObject: value }),
    );
    expect(read(JSON.stringify(list(...items)))).toMatchObject({ jobs: [{ active: 0 }], pods: [{ containers: [] }] });
  }
});
