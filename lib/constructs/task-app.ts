import { ApiObject, App, type AppProps, Chart, Names, YamlOutputType } from 'cdk8s';
import { checkManifest } from '../checks/pod';
import { describeProblems } from '../checks/props';
import { EXTENSION, type OutputFile } from '../manifests/folder';
import { endProgress, showCount } from '../manifests/progress';
import { type SynthResult, writeFolder } from '../manifests/write-folder';
import { manifestText } from '../manifests/yaml';
import { sortByDependencies } from './in-order';
import { render } from './render';
import { TaskChart } from './task-chart';

/**
 * A cdk8s `App` that writes one manifest file for each chart.
 *
 * It differs from `App` in these points: each chart is synthesized once; strings are quoted so that every YAML parser reads
 * the same values; all manifests are rendered and checked before the first byte is written; unchanged files are not
 * written; and a manifest whose chart is gone is deleted, also in the folders of families and shards. Other files in the
 * folder stay. A file's name never contains a number: a dependency between charts renames no file.
 *
 * The output folder belongs to this app alone: the manifests of another app in it would be deleted.
 */
export class TaskApp extends App {
  /** Whether `charts` is empty at the moment: cdk8s' own synth would render the whole app once for each chart. */
  private withheld = false;

  /**
   * @throws Error for a `yamlOutputType` other than `FILE_PER_CHART`, for an `outputFileExtension` other than `.k8s.yaml`, and
   * for `recordConstructMetadata`
   */
  constructor(props: AppProps = {}) {
    super(props);
    const refuse = (prop: string, allowed: string): never => {
      throw new Error(`${prop} cannot be set in a TaskApp; allowed: ${allowed}`);
    };
    if (this.yamlOutputType !== YamlOutputType.FILE_PER_CHART) {
      refuse(`yamlOutputType ${YamlOutputType[this.yamlOutputType]}`, 'FILE_PER_CHART');
    }
    if (this.outputFileExtension !== EXTENSION) {
      refuse(`outputFileExtension ${this.outputFileExtension}`, EXTENSION);
    }
    if (props.recordConstructMetadata) {
      refuse('recordConstructMetadata', 'false');
    }
  }

  public override get charts(): Chart[] {
    return this.withheld ? [] : sortByDependencies(this.node).filter((construct) => Chart.isChart(construct));
  }

  /**
   * Writes the manifests to the output folder. Prints nothing: `describeSynth` makes a line of the result.
   *
   * @returns the numbers of written, unchanged and removed files
   * @throws Error if a construct is not valid, UserError if the folder cannot be written; nothing is written then
   */
  public override synth(): SynthResult {
    return writeFolder(this.outdir, this.manifests());
  }

  /** Renders all manifests as one text. */
  public override synthYaml(): string {
    return this.manifests()
      .map(({ text }) => text)
      .join('---\n');
  }

  /**
   * Renders all manifests without writing them: for each file its path in the output folder and its text.
   *
   * @throws Error if a construct is not valid, if an API server would refuse the pod of a Job, patches included, or if two
   * charts have one file
   */
  public manifests(): OutputFile[] {
    try {
      return this.renderFiles();
    } finally {
      endProgress();
    }
  }

  private renderFiles(): OutputFile[] {
    this.prepare();
    const owners = new Map<string, Chart>();
    const problems: string[] = [];
    const files = this.charts.flatMap((chart, index, charts) => {
      showCount('rendering manifests', index, charts.length);
      const objects = toJson(chart);
      const path = pathOf(chart);
      if (objects.length === 0) {
        return [];
      }
      const owner = owners.get(path);
      if (owner) {
        throw new Error(
          `[${owner.node.path}] and [${chart.node.path}] both make ${path}; give one another id or folder`,
        );
      }
      owners.set(path, chart);
      const text = manifestText(objects);
      const problemsOfChart = objects.flatMap((object) => checkManifest(object, text));
      problems.push(...describeProblems(chart, problemsOfChart));
      return [{ path, text }];
    });
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    return files;
  }

  /** Runs the validation and the inference of dependencies of cdk8s, which are part of its synth. */
  private prepare(): void {
    this.withheld = true;
    try {
      super.synthYaml();
    } finally {
      this.withheld = false;
    }
  }
}

/**
 * The path of a chart's file in the output folder. In a folder, the file is named by the task's id alone, wherever the
 * chart stands in the tree: the app recognizes its own files by this name.
 */
function pathOf(chart: Chart): string {
  const folder = TaskChart.isTaskChart(chart) ? chart.folder : undefined;
  return (folder === undefined ? Names.toDnsLabel(chart) : `${folder}/${chart.node.id}`) + EXTENSION;
}

/** The objects of a chart. `chart.toJson()` would validate and resolve the whole app again. */
function toJson(chart: Chart): object[] {
  if (chart.toJson !== Chart.prototype.toJson) {
    return chart.toJson();
  }
  return sortByDependencies(chart.node)
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter((construct) => Chart.of(construct) === chart)
    .map((object) => render(object as ApiObject));
}
