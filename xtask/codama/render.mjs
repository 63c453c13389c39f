// Renders the Rust client of one IDL: node render.mjs <idl.json> <folder>
import { readFileSync } from 'node:fs';

import { rootNodeFromAnchor } from '@codama/nodes-from-anchor';
import { renderVisitor } from '@codama/renderers-rust';
import { createFromRoot } from 'codama';

const [, , idl, folder] = process.argv;
const tree = createFromRoot(rootNodeFromAnchor(JSON.parse(readFileSync(idl, 'utf8'))));
// Formatting and paths are finished by the caller, which knows the crate the code goes into.
await tree.accept(renderVisitor(folder, { deleteFolderBeforeRendering: true, formatCode: false, syncCargoToml: false }));
