"""Rounds are the county's: who may open and close them."""

from talentbase.accounts.scope import reach_of


def may_run_rounds(user) -> bool:
    return user.may("needs.edit") and reach_of(user).scope == "county"
