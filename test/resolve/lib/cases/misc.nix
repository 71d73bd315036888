lib:
with lib.misc;
{
  maybeAttr = [ (maybeAttr "a" 1 { }) (maybeAttr "a" 1 { a = 2; }) (maybeAttrNullable "a" 1 { }) ];
  nvs = nvs "a" 1;
  setAttr = setAttr { a = 1; } "b" 2;
  imap = imap (i: v: i) [ "a" ];
  fakes = [ fakeHash fakeSha256 fakeSha512 ];
}
