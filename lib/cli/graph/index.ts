export { type Family, families, type GraphClaim, type GraphLayout, type GraphTask } from './family';
export { html } from './html';
export { mermaid } from './mermaid';
export { svg } from './svg';
export { familiesOf } from './tasks';
