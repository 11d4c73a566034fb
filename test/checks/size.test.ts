import { AgentJob, TaskApp, TaskChart } from '../../lib';
import { OBJECT_MAX } from '../../lib/checks/size';
import { scratchFolder } from '../support';

const outdir = scratchFolder();

/** Synthesizes a Job with so many characters in variables, each of which Linux could start a program with. */
function synth(characters: number, annotations = 0): () => void {
  const app = new TaskApp({ outdir });
  const { job } = new TaskChart(app, { taskId: 'a', annotations: { a: 'x'.repeat(annotations) } });
  const values = 'x'.repeat(characters).match(/.{1,100000}/g) ?? [];
  for (const [index, value] of values.entries()) {
    job.addEnv(`V${index}`, value);
  }
  expect(job).toBeInstanceOf(AgentJob);
  return () => app.synth();
}

test('a Job that a client-side apply could not annotate is refused at synth, with its size', () => {
  const tooLarge = /^\[a\] Job keruta-job-a takes \d+ bytes with its annotations, which is too large for kubectl apply/;
  expect(synth(OBJECT_MAX - 5_000)).not.toThrow();
  expect(synth(OBJECT_MAX)).toThrow(tooLarge);
  expect(synth(0, OBJECT_MAX / 3 - 2_000)).not.toThrow();
  expect(synth(0, OBJECT_MAX / 3)).toThrow(tooLarge);
});
