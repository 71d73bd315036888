lib:
{
  inherit (lib.sourceTypes) fromSource binaryNativeCode binaryBytecode binaryFirmware obfuscatedCode;
}
