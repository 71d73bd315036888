lib:
with lib.cli;
let
  options = {
    data = "x y";
    X = "PUT";
    retry = 3;
    nothing = null;
    silent = false;
    verbose = true;
    url = [ "a" "b" ];
  };
  format = name: { option = "-${name}"; sep = null; explicitBool = true; };
in
{
  toCommandLine = [
    (toCommandLine format options)
    (toCommandLine (name: { option = "/${name}"; sep = ":"; explicitBool = false; formatArg = value: "<${toString value}>"; }) options)
  ];
  toCommandLineShell = toCommandLineShell format options;
  toCommandLineGNU = [
    (toCommandLineGNU { } options)
    (toCommandLineGNU { isLong = name: false; explicitBool = true; } options)
  ];
  toCommandLineShellGNU = toCommandLineShellGNU { } options;
  toGNUCommandLine = [
    (toGNUCommandLine { } options)
    (toGNUCommandLine { optionValueSeparator = "="; } options)
    (toGNUCommandLine { mkOptionName = name: "+${name}"; mkBool = name: value: [ name ]; mkList = name: value: [ "list" ]; } options)
    (toGNUCommandLine { mkOption = name: value: [ "o" ]; } options)
  ];
  toGNUCommandLineShell = toGNUCommandLineShell { } options;
}
