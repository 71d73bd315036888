import { interfaceCollision } from './interface-collision.ts';
import { interfaceNameTooLong } from './interface-name-too-long.ts';
import { interfaceShadowed } from './interface-shadowed.ts';
import { nameInvalid } from './name-invalid.ts';
import { nameReserved } from './name-reserved.ts';
import { netvmCycle } from './netvm-cycle.ts';
import { netvmNotGateway } from './netvm-not-gateway.ts';
import { netvmSelf } from './netvm-self.ts';
import { netvmUnknown } from './netvm-unknown.ts';
import { noVms } from './no-vms.ts';
import { rangeExhausted } from './range-exhausted.ts';
import { rangeHostBits } from './range-host-bits.ts';
import { rangeMalformed } from './range-malformed.ts';
import { rangePublic } from './range-public.ts';
import { rangeUnusable } from './range-unusable.ts';
import type { Rule } from './rule.ts';
import { slotCollision } from './slot-collision.ts';
import { subnetCollision } from './subnet-collision.ts';
import { subnetMalformed } from './subnet-malformed.ts';
import { subnetNot31 } from './subnet-not-31.ts';
import { subnetOddAddress } from './subnet-odd-address.ts';
import { subnetOverlap } from './subnet-overlap.ts';
import { subnetWithoutNetvm } from './subnet-without-netvm.ts';

/** Every rule that a network is checked by. */
export const rules: readonly Rule[] = [
  noVms,
  netvmUnknown,
  netvmNotGateway,
  netvmSelf,
  netvmCycle,
  subnetMalformed,
  subnetNot31,
  subnetOddAddress,
  subnetOverlap,
  subnetCollision,
  subnetWithoutNetvm,
  rangeMalformed,
  rangeExhausted,
  rangeUnusable,
  rangeHostBits,
  rangePublic,
  slotCollision,
  nameInvalid,
  nameReserved,
  interfaceNameTooLong,
  interfaceCollision,
  interfaceShadowed,
];
