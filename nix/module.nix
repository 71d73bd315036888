# A NixOS module that hands the injections in a generated file to vmsilo, in place of those that its own
# modules/netvm.nix computes, and asserts that the file is fresh.
#
#   vmsilo   vmsilo's source: its flake input, or a path
#   file     the netvm-injections.nix that vmsilo-nixgen wrote
#
# In a configuration:
#
#   imports = [ (import ./module.nix { inherit vmsilo; file = ./netvm-injections.nix; }) ];
{ vmsilo, file }:
{
  config,
  lib,
  options,
  ...
}:
let
  cfg = config.programs.vmsilo;
  injections = import file;

  # What the file is computed from, as the evaluated configuration has it.
  inputs = {
    range = if lib.any isFromPool (lib.attrValues cfg.nixosVms) then cfg.netvmRange else null;
    vms = lib.mapAttrs (
      _: vm: if isClient vm then { inherit (vm.network) netvm netvmSubnet; } else null
    ) cfg.nixosVms;
  };
  isClient = vm: vm.network.netvm != null;
  isFromPool = vm: isClient vm && vm.network.netvmSubnet == null;

  hash = builtins.hashString "sha256" (
    builtins.unsafeDiscardStringContext (builtins.toJSON inputs)
  );
  lines = lib.splitString "\n" (builtins.readFile file) ++ [
    ""
    ""
  ];
  recorded = lib.removePrefix "# inputs: " (lib.elemAt lines 1);

  # Of a file that vmsilo's own helpers.nix allocated: the hash of that, and its name.
  allocator = builtins.match "# allocator: ([0-9a-f]{64}) .*" (lib.elemAt lines 2);
  helpers = vmsilo + "/modules/lib/helpers.nix";

  # The netvm of a VM as the file has it: null for a VM without a link.
  recordedNetvm =
    name:
    let
      inherit (injections.${name}.interfaces.upstream) tap;
      serves =
        vm: vm != name && injections.${vm}.interfaces.${name}.tap.bridge or null == tap.bridge;
    in
    if !(injections ? ${name}.interfaces.upstream) then
      null
    else if tap.hostAddress != null then
      "host"
    else
      lib.findFirst serves null (lib.attrNames injections);

  recordedSubnet = name: lib.head injections.${name}.interfaces.upstream.addresses;

  hasChanged =
    name:
    let
      vm = inputs.vms.${name} or null;
      netvm = if vm == null then null else vm.netvm;
    in
    recordedNetvm name != netvm
    || vm != null && vm.netvmSubnet != null && recordedSubnet name != vm.netvmSubnet;
  changed = lib.filter hasChanged (lib.attrNames (inputs.vms // injections));

  definitions = options.programs.vmsilo._internal.netvmInjections.definitionsWithLocations;
in
{
  _file = toString ./module.nix;
  key = "${toString ./module.nix}#${toString file}";

  disabledModules = [ (vmsilo + "/modules/netvm.nix") ];

  config = lib.mkIf cfg.enable {
    programs.vmsilo._internal.netvmInjections = injections;

    assertions = [
      {
        assertion = lib.length definitions == 1;
        message = ''
          programs.vmsilo._internal.netvmInjections has ${toString (lib.length definitions)} definitions, and must have one, that of vmsilo-nixgen.
          Either `vmsilo` is not the source that vmsilo's modules come from, so that its own netvm.nix is still there,
          or more than one generated file is imported. They are defined in:
          ${lib.concatMapStringsSep "\n" (definition: "  ${definition.file}") definitions}
        '';
      }
      {
        assertion = recorded == hash;
        message = ''
          ${toString file} is stale: it was generated for another network.
          ${
            if changed == [ ] then
              "The pool has changed (programs.vmsilo.netvmRange), or which VMs there are."
            else
              "Changed since: ${lib.concatStringsSep ", " changed}."
          }
          Run vmsilo-nixgen on the configuration that its first line names, and commit what it writes.
        '';
      }
      {
        assertion =
          allocator == null
          || builtins.pathExists helpers && lib.head allocator == builtins.hashFile "sha256" helpers;
        message = ''
          ${toString file} is stale: its addresses were allocated by another version of vmsilo's helpers.nix
          than ${toString helpers}.
          Run vmsilo-nixgen with the one that is used now, and commit what it writes.
        '';
      }
    ];
  };
}
