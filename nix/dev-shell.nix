# What a contributor needs.
{
  lib,
  mkShell,
  biome,
  emacs-nox,
  fish,
  git,
  lld,
  llvmPackages,
  mandoc,
  neovim,
  nftables,
  nix,
  nixfmt-rfc-style,
  nodejs_22,
  pre-commit,
  tree-sitter,
  zsh,
}:
mkShell {
  packages = [
    nodejs_22
    git

    # For tests, which are skipped without them.
    emacs-nox
    fish
    mandoc
    neovim
    nftables
    nix
    pre-commit
    zsh

    # For `npm run grammar`. The compiler is not nixpkgs' wrapped one, which compiles for the host alone.
    lld
    llvmPackages.clang-unwrapped
    tree-sitter

    nixfmt-rfc-style
  ];

  # The one that npm installs is linked to a loader that NixOS does not have.
  BIOME_BINARY = lib.getExe biome;
}
