{ lib ? : 1 }: lib
