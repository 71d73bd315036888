{
  name = "files";
  sibling = builtins.readFile ./text;
}
