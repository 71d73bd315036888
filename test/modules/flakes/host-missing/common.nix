{ name, ... }: { networking.hostName = name; }
