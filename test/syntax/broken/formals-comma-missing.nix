{ lib config, ... }: lib
