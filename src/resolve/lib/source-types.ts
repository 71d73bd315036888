import type { AttributeSet } from '../value.ts';
import { setOf } from '../value.ts';
import type { Members } from './library.ts';

/** nixpkgs' `lib/source-types.nix`: what a package is made from. */
export function sourceTypes(): Members {
  return {
    fromSource: sourceType('fromSource', true),
    binaryNativeCode: sourceType('binaryNativeCode', false),
    binaryBytecode: sourceType('binaryBytecode', false),
    binaryFirmware: sourceType('binaryFirmware', false),
    obfuscatedCode: sourceType('obfuscatedCode', false),
  };
}

function sourceType(shortName: string, isSource: boolean): AttributeSet {
  return setOf([
    ['shortName', shortName],
    ['isSource', isSource],
  ]);
}
