# The network of a vmsilo host, computed a second time, by Nix that shares nothing with the program. Plain
# builtins only, so that any Nix since 2.8 runs it.
#
#   vms     VM name -> { netvm, netvmSubnet, isNetvm }, as the module system merges them
#   range   programs.vmsilo.netvmRange
#
# Gives `injections`, the value of netvm-injections.nix, and `inputs`, the hash on its second line. The network
# has to be a valid one; what is wrong with an invalid one is not said here.
{ vms, range }:
let
  inherit (builtins)
    attrNames
    bitAnd
    concatStringsSep
    elemAt
    filter
    foldl'
    fromJSON
    genList
    groupBy
    hashString
    length
    listToAttrs
    map
    mapAttrs
    match
    stringLength
    substring
    toJSON
    toString
    ;

  # attrNames sorts by bytes: links come out in the order of their clients.
  names = attrNames vms;
  ids = listToAttrs (
    genList (index: {
      name = elemAt names index;
      value = index + 3;
    }) (length names)
  );
  links = map (client: {
    inherit client;
    inherit (vms.${client}) netvm netvmSubnet;
  }) (filter (name: vms.${name}.netvm != null) names);

  isAutomatic = link: link.netvmSubnet == null;
  linksByNetvm = groupBy (link: link.netvm) links;
  linksOf = netvm: linksByNetvm.${netvm} or [ ];

  # Addresses are integers until they are printed.
  power = exponent: if exponent == 0 then 1 else 2 * power (exponent - 1);
  remainder = n: divisor: n - n / divisor * divisor;
  parseCidr =
    text:
    let
      numbers = map fromJSON (match "([0-9]+)\\.([0-9]+)\\.([0-9]+)\\.([0-9]+)/([0-9]+)" text);
      number = elemAt numbers;
    in
    {
      address = ((number 0 * 256 + number 1) * 256 + number 2) * 256 + number 3;
      prefix = number 4;
    };
  showAddress =
    address:
    concatStringsSep "." (
      map (divisor: toString (bitAnd (address / divisor) 255)) [
        16777216
        65536
        256
        1
      ]
    );

  pool =
    let
      cidr = parseCidr range;
      size = power (32 - cidr.prefix);
    in
    {
      base = cidr.address - remainder cidr.address size;
      slots = size / 2;
    };
  slotAddress = slot: pool.base + 2 * slot;

  hexDigits = listToAttrs (
    genList (value: {
      name = substring value 1 "0123456789abcdef";
      inherit value;
    }) 16
  );
  hashOf = text: substring 0 8 (hashString "sha256" text);
  readHex = hex: foldl' (n: at: n * 16 + hexDigits.${substring at 1 hex}) 0 (genList (at: at) 8);
  firstSlot = link: remainder (readHex (hashOf "${link.netvm}/${link.client}")) pool.slots;

  manual = listToAttrs (
    map (link: {
      name = link.client;
      value = (parseCidr link.netvmSubnet).address;
    }) (filter (link: !isAutomatic link) links)
  );
  # The addresses that are taken, as a set keyed by the printed address.
  manualTaken = listToAttrs (
    map (client: {
      name = showAddress manual.${client};
      value = null;
    }) (attrNames manual)
  );
  probe =
    taken: slot:
    if taken ? ${showAddress (slotAddress slot)} then
      probe taken (remainder (slot + 1) pool.slots)
    else
      slotAddress slot;
  allocate =
    { taken, lower }:
    link:
    let
      address = probe taken (firstSlot link);
    in
    {
      taken = taken // {
        ${showAddress address} = null;
      };
      lower = lower // {
        ${link.client} = address;
      };
    };
  automaticInOrder = foldl' (
    before: netvm: before ++ filter isAutomatic linksByNetvm.${netvm}
  ) [ ] (attrNames linksByNetvm);
  lowerAddresses =
    (foldl' allocate {
      taken = manualTaken;
      lower = manual;
    } automaticInOrder).lower;
  lower = link: showAddress lowerAddresses.${link.client};
  upper = link: showAddress (lowerAddresses.${link.client} + 1);

  plainBridge = link: "br-${link.netvm}-${link.client}";
  linksByPlainBridge = groupBy plainBridge (filter (link: link.netvm != "host") links);
  bridge =
    link:
    let
      plain = plainBridge link;
    in
    if stringLength plain <= 15 && length linksByPlainBridge.${plain} == 1 then
      plain
    else
      substring 0 15 "br${toString ids.${link.client}}-${link.netvm}-${link.client}";

  tapInterface =
    {
      hostAddress ? null,
      bridge ? null,
      address,
      routes ? { },
    }:
    {
      type = "tap";
      macAddress = null;
      tap = {
        name = null;
        inherit hostAddress bridge;
      };
      dhcp = false;
      addresses = [ "${address}/31" ];
      inherit routes;
      v6Addresses = [ ];
      v6Routes = { };
    };
  upstream =
    link:
    tapInterface (
      {
        address = lower link;
        routes."0.0.0.0/0".via = upper link;
      }
      // (
        if link.netvm == "host" then
          { hostAddress = "${upper link}/31"; }
        else
          { bridge = bridge link; }
      )
    );
  downstream =
    link:
    tapInterface {
      address = upper link;
      bridge = bridge link;
    };

  gateway =
    clients:
    let
      set = "{ ${concatStringsSep ", " (map (client: "\"${client}\"") clients)} }";
    in
    {
      boot.kernel.sysctl."net.ipv4.ip_forward" = 1;
      networking.nftables.enable = true;
      networking.nftables.tables.vmsilo-netvm-nat = {
        family = "ip";
        content = ''
          chain postrouting {
            type nat hook postrouting priority srcnat;
            iifname ${set} oifname != "lo" masquerade
          }
        '';
      };
      networking.nftables.tables.vmsilo-netvm-filter = {
        family = "inet";
        content = ''
          chain forward {
            type filter hook forward priority filter;
            policy accept;
            ct state established,related accept
            iifname ${set} oifname ${set} drop
          }
        '';
      };
    };

  linkOf = listToAttrs (
    map (link: {
      name = link.client;
      value = link;
    }) links
  );
  injectionOf =
    name:
    let
      clients = linksOf name;
    in
    {
      interfaces =
        listToAttrs (
          map (link: {
            name = link.client;
            value = downstream link;
          }) clients
        )
        // (if linkOf ? ${name} then { upstream = upstream linkOf.${name}; } else { });
    }
    // (if clients == [ ] then { } else { guestConfig = [ (gateway (map (link: link.client) clients)) ]; });
in
{
  injections = listToAttrs (
    map (name: {
      inherit name;
      value = injectionOf name;
    }) (filter (name: linkOf ? ${name} || linksByNetvm ? ${name}) names)
  );
  inputs = hashString "sha256" (toJSON {
    range = if filter isAutomatic links == [ ] then null else range;
    vms = mapAttrs (_: vm: if vm.netvm == null then null else { inherit (vm) netvm netvmSubnet; }) vms;
  });
}
