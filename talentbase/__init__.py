"""归雁 TalentBase: a county's register of people away from home, its firms' needs, and how the two meet."""

__version__ = "0.1.0"
