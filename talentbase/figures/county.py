"""The county's own eyes, for commands and for papers that speak for the county whoever prints them."""

from talentbase.accounts.models import User


def county_reader() -> User:
    """A user that exists nowhere: sees the county, and every figure, and may change nothing."""
    return User(full_name="系统", role=User.Role.LEADER)
