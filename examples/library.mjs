// node examples/library.mjs CONFIGURATION: reads a configuration, allocates its network anew in another pool, and
// prints what one VM would get.
import { allocateNetwork, printAsNix, readNetwork, report } from 'vmsilo-nixgen';

const { network, diagnostics } = await readNetwork(process.argv[2] ?? '.');
const folder = process.cwd();
process.stderr.write(
  report(diagnostics, 'gnu', { workingFolder: folder, root: folder, colour: false, width: 80 }),
);

if (network !== null) {
  const { links, injections } = allocateNetwork({ ...network, range: '10.99.0.0/16' });
  for (const { client, netvm, bridge, clientAddress } of links) {
    console.log(`${client} -> ${netvm} over ${bridge ?? 'the host'}, ${clientAddress}`);
  }
  const [first] = links;
  if (first && injections) console.log(printAsNix(injections[first.client].interfaces));
}
