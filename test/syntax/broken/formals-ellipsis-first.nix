{ ..., lib }: lib
