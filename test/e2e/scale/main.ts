// Measures what many tasks take of a real cluster, of Argo CD and of Flux; `npm run e2e:scale -- flux` measures one of them.
// The figures go into docs/measured.md by hand.
import { measureArgoCd } from './argocd';
import { measureFlux } from './flux';
import { measureKubernetes } from './kubernetes';

/** The parts, each with the variable without which it is skipped. */
const PARTS = [
  { name: 'kubernetes', variable: 'KUBECONFIG', measure: measureKubernetes },
  { name: 'argocd', variable: 'ARGOCD', measure: measureArgoCd },
  { name: 'flux', variable: 'FLUX', measure: measureFlux },
];

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  for (const { name, variable, measure } of PARTS.filter((part) => words.every((word) => word === part.name))) {
    if (process.env[variable]) {
      await measure();
    } else {
      console.log(`skipped: the part ${name}, since ${variable} is not set`);
    }
  }
}

main();
