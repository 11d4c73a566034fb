// Measures what many tasks take of a real cluster, of Argo CD and of Flux. `npm run e2e:scale -- flux` measures one of them, and
// `npm run e2e:scale -- argocd 10000 32` one size: 10,000 tasks in 32 shards; with the word `applied`, the objects are there before
// Argo CD is told of them. The figures go into docs/measured.md by hand.
import { measureArgoCd } from './argocd';
import { measureFlux } from './flux';
import { measureKubernetes } from './kubernetes';
import type { Size } from './size';

/** The parts, each with the variable without which it is skipped, and what it measures unless a size is asked for. */
const PARTS = [
  { name: 'kubernetes', variable: 'KUBECONFIG', sizes: [undefined], measure: measureKubernetes },
  { name: 'argocd', variable: 'ARGOCD', sizes: [{ tasks: 1000 }, { tasks: 1000, shards: 8 }], measure: measureArgoCd },
  {
    name: 'flux',
    variable: 'FLUX',
    sizes: [{ tasks: 200 }, { tasks: 1000 }, { tasks: 1000, shards: 8 }],
    measure: measureFlux,
  },
];

async function main(): Promise<void> {
  const [asked, ...words] = process.argv.slice(2);
  const isApplied = words.includes('applied');
  const [tasks, shards] = words.filter((word) => word !== 'applied').map(Number);
  for (const { name, variable, sizes, measure } of PARTS.filter((part) => asked === undefined || part.name === asked)) {
    if (!process.env[variable]) {
      console.log(`skipped: the part ${name}, since ${variable} is not set`);
      continue;
    }
    for (const size of tasks === undefined ? sizes : [{ tasks, shards, isApplied }]) {
      await measure(size as Size);
    }
  }
}

main();
