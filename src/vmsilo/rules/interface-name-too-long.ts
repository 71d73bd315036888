import { quote } from '../../report/quote.ts';
import { maxInterfaceName } from '../bridges.ts';
import { because } from '../client.ts';
import type { Rule } from './rule.ts';

/**
 * A client of a VM has a name of at most 15 bytes.
 *
 * The interface that its netvm has for it bears its name, and Linux can't name an interface longer.
 */
export const interfaceNameTooLong: Rule = ({ links }) =>
  links
    .filter(({ gateway, client }) => gateway !== null && client.length > maxInterfaceName)
    .map(({ client, netvm, of }) => ({
      code: 'interface-name-too-long',
      message: `${quote(client)} is ${client.length} bytes long, and an interface is named after it, which can have ${maxInterfaceName}`,
      help: `give the VM a name of at most ${maxInterfaceName} bytes`,
      span: of.vm.span,
      related: [because(of, `${quote(netvm)} gets an interface of that name because of this`)],
    }));
