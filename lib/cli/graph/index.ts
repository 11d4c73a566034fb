export { type Family, toFamilies } from './family';
export { html } from './html';
export { mermaid } from './mermaid';
export { svg } from './svg';
