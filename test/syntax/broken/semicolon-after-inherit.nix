{
  inherit (lib) mkIf mkForce
}
