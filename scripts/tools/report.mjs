// Writes docs/api/report.md: everything that the package exports, without comments, so that a change of the public
// surface shows in review.
import { writeFileSync } from 'node:fs';
import ts from 'typescript';

const ENTRIES = {
  'cdk8s-keruta': '../../build/lib/index.d.ts',
  'cdk8s-keruta/testing': '../../build/lib/testing.d.ts',
};

const program = ts.createProgram(Object.values(ENTRIES), {
  module: ts.ModuleKind.Node16,
  target: ts.ScriptTarget.ES2022,
  skipLibCheck: true,
});
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

const parts = Object.entries(ENTRIES).map(([name, file]) => {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file));
  const symbols = checker.getExportsOfModule(module).sort((a, b) => (a.name < b.name ? -1 : 1));
  return `## ${name}\n\n\`\`\`ts\n${symbols.map(declaration).join('\n\n')}\n\`\`\`\n`;
});
const head = '<!-- Written by npm run api. -->\n\n# API report\n\nWhat the package exports. [Reference](README.md)\n';
writeFileSync('../../docs/api/report.md', [head, ...parts].join('\n'));

function declaration(symbol) {
  const { declarations } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return declarations.map((node) => print(ts.isVariableDeclaration(node) ? node.parent.parent : node)).join('\n');
}

function print(node) {
  const shown = ts.isClassDeclaration(node) ? withoutPrivates(node) : node;
  return printer.printNode(ts.EmitHint.Unspecified, shown, node.getSourceFile()).replace(/^export (declare )?/, '');
}

function withoutPrivates(node) {
  const { modifiers, name, typeParameters, heritageClauses } = node;
  const members = node.members.filter((member) => !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private));
  return ts.factory.updateClassDeclaration(node, modifiers, name, typeParameters, heritageClauses, members);
}
