/** A network as Nix evaluates it. Texts are Unicode. */
export interface EvaluatedNetwork {
  readonly enable: boolean;
  /** Null if it was not asked for. */
  readonly netvmRange: string | null;
  readonly vms: Readonly<Record<string, EvaluatedVm>>;
}

export interface EvaluatedVm {
  readonly netvm: string | null;
  readonly netvmSubnet: string | null;
  readonly isNetvm: boolean;
  /** The names of all its interfaces; a vmsilo that injects them itself has those, too. */
  readonly interfaces: readonly string[];
}

/** The network that `nix/network.nix` gives, as JSON; null if the value is another. */
export function evaluatedNetwork(value: unknown): EvaluatedNetwork | null {
  return isNetwork(value) ? value : null;
}

function isNetwork(value: unknown): value is EvaluatedNetwork {
  return (
    isObject(value) &&
    typeof value.enable === 'boolean' &&
    isTextOrNull(value.netvmRange) &&
    isObject(value.vms) &&
    Object.values(value.vms).every(isVm)
  );
}

function isVm(value: unknown): boolean {
  return (
    isObject(value) &&
    isTextOrNull(value.netvm) &&
    isTextOrNull(value.netvmSubnet) &&
    typeof value.isNetvm === 'boolean' &&
    Array.isArray(value.interfaces) &&
    value.interfaces.every((name) => typeof name === 'string')
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
