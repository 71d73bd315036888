{ netvm }: { ... }: { programs.vmsilo.nixosVms.a.network = { inherit netvm; }; }
