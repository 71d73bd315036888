{
  programs.vmsilo.
