{
  imports = [
    ./a.nix
  ]
  programs.x = 1;
}
