map builtins.parseDrvName [
  "nix-0.12pre12876"
  "hello"
  "a-b-1"
  "x-"
  "a--1"
  "a-é"
]
