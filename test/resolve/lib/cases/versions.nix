lib:
with lib.versions;
{
  parts = [ (major "1.2.3") (minor "1.2.3") (patch "1.2.3") (majorMinor "1.2.3") (majorMinor "1") ];
  pad = [ (pad 3 "1.2") (pad 3 "1.3-rc1") (pad 3 "1.2.3.4") (pad 2 "") ];
  compareVersions = compareVersions "1.0" "1.1";
  splitVersion = splitVersion "1.2-pre3";
}
