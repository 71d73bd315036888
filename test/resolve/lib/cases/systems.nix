lib: [
  (lib.elem "x86_64-linux" lib.systems.doubles.linux)
  (lib.elem "aarch64-linux" lib.platforms.aarch64)
  (lib.elem "aarch64-darwin" lib.platforms.unix)
  (lib.any (lib.hasSuffix "-darwin") lib.platforms.darwin)
  (lib.genAttrs lib.systems.flakeExposed lib.stringLength).x86_64-linux
]
