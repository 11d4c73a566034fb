// A plugin of typedoc: each page shows what is declared there. What a type inherits stands on the page of its parent,
// which its page names; what a class of cdk8s' is overridden by needs no word.
import { Converter } from 'typedoc';

export function load({ converter }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      if (reflection.inheritedFrom) {
        project.removeReflection(reflection);
      } else {
        delete reflection.overwrites;
        for (const signature of reflection.signatures ?? []) {
          delete signature.overwrites;
        }
      }
    }
  });
}
