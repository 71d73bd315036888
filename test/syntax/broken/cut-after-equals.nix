{
  programs.vmsilo.nixosVms =
