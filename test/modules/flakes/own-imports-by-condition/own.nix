{ inputs, lib, ... }: { imports = lib.optional (inputs.agent ? nixosModules) ./vms.nix; }
