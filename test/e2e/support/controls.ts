import { ApiObject, JsonPatch } from 'cdk8s';
import { type MakeChart, TaskChart } from '../../../lib';

/** The task that controls are made of: a task of this id is made otherwise than the product makes it. */
const CONTROL = 'control';

/** Gives the claim of the task `control` these annotations, and none that the product gives it. */
export function claimOfControl(annotations: Readonly<Record<string, string>>): MakeChart {
  return controlled(({ workspace }) =>
    ApiObject.of(workspace).addJsonPatch(JsonPatch.replace('/metadata/annotations', annotations)),
  );
}

/** Gives the Job of the task `control` these annotations. */
export function jobOfControl(annotations: Readonly<Record<string, string>>): MakeChart {
  return controlled(({ job }) => ApiObject.of(job).addJsonPatch(JsonPatch.add('/metadata/annotations', annotations)));
}

function controlled(change: (chart: TaskChart) => void): MakeChart {
  return (scope, props) => {
    const chart = new TaskChart(scope, props);
    if (props.taskId === CONTROL) {
      change(chart);
    }
    return chart;
  };
}
