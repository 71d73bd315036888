# A configuration that is no set.
{
  config = 5;
}
