/**
 * The text of a Nix function that takes what nobody knows and gives the value of a file; `lib` is in its scope. If the
 * file is a function, it is called, and what it gives then, once more.
 *
 * @param text what is in the file
 */
export function program(file: string, text: string): string {
  const code = text.replace(/^(?:\s+|#[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  const plain = /^lib\s*:/.test(code) ? 'lib' : 'u';
  const path = `/. + "${file.replace(/[\\"]|\$(?=\{)/g, '\\$&')}"`;
  return `u:
    let
      argument = formals:
        if formals == { } then ${plain}
        else builtins.mapAttrs (name: _: if name == "lib" then lib else u) formals;
      called = calls: value:
        if calls > 0 && builtins.isFunction value
        then called (calls - 1) (value (argument (builtins.functionArgs value)))
        else value;
    in
    called 2 (import (${path}))`;
}
