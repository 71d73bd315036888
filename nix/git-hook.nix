# The hook for git-hooks.nix that keeps netvm-injections.nix fit for what is committed.
package: {
  enable = true;
  name = "vmsilo-nixgen";
  entry = "${package}/bin/vmsilo-nixgen generate --staged";
  # A commit may only delete a module; no pattern of files would match it.
  always_run = true;
  pass_filenames = false;
}
