{ __functor = _: { lib, ... }: { programs.vmsilo.nixosVms.a.network.netvm = lib.toUpper "x"; }; }
