{ lib, ..., }: lib
