// Measures what many tasks take of a real cluster and of Argo CD; the figures go into docs/measured.md by hand.
import { measureArgoCd } from './argocd';
import { measureKubernetes } from './kubernetes';

const { KUBECONFIG, ARGOCD } = process.env;

async function main(): Promise<void> {
  if (!KUBECONFIG) {
    console.log('skipped: everything, since KUBECONFIG is not set; it is the path of a kubeconfig file of a cluster');
    return;
  }
  await measureKubernetes();
  if (ARGOCD) {
    await measureArgoCd();
  } else {
    console.log(
      'skipped: the Argo CD part, since ARGOCD is not set; it is the command line that reaches Argo CD: argocd',
    );
  }
}

main();
