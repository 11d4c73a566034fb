export { type Family, toFamilies } from './family';
export { html } from './html/document';
export { mermaid } from './mermaid';
export { svg } from './svg';
