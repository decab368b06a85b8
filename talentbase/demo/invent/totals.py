"""The totals of the made-up county, for 2,716 people and 900 needs; any other size is the same in proportion.

One total, one place: categories, towns, places and chains each add up to the same people.
"""

PEOPLE = 2716
NEEDS = 900
INTRODUCED = 40
OUTSIDE = 25

# town: (people, quality). Quality bends every fill rate: two good, one awful
TOWNS = {
    "410923100": (428, 1.7), "410923101": (251, 1.0), "410923102": (268, 1.8), "410923103": (196, 0.8),
    "410923104": (242, 1.0), "410923105": (221, 0.9), "410923106": (214, 1.0), "410923200": (143, 0.8),
    "410923205": (187, 0.9), "410923206": (176, 0.85), "410923207": (198, 1.0), "410923208": (165, 0.3),
}  # fmt: skip
TOWN_UNKNOWN = 27
CATEGORIES = {
    ("official",): 772, ("expert",): 650, ("business",): 1208,
    ("official", "expert"): 40, ("business", "expert"): 46,
}  # fmt: skip
# first two digits of the place of work; 00 abroad, "" not registered
PLACES = {
    "41": 594, "11": 352, "31": 228, "44": 206, "12": 143, "33": 126, "32": 121, "37": 107, "13": 84, "42": 78,
    "61": 59, "51": 38, "34": 33, "43": 28, "14": 25, "35": 22, "21": 20, "50": 18, "36": 15, "23": 11, "22": 10,
    "46": 9, "81": 9, "65": 8, "62": 7, "53": 7, "45": 6, "15": 6, "52": 5, "64": 3, "63": 2, "54": 2, "82": 1,
    "71": 1, "00": 14, "": 318,
}  # fmt: skip
# ordered from the chains of merchants to those of scholars
CHAINS = {
    "L11": 34, "L06": 22, "L10": 27, "L14": 15, "L02": 88, "L13": 18, "L15": 43, "L09": 47,
    "L03": 79, "L05": 84, "L08": 74, "L04": 52, "L12": 71, "L07": 92, "L01": 96,
}  # fmt: skip
TAGGED = sum(CHAINS.values())
KEY_CONTACTS = 214
FULL_FILES = 150
OVERDUE = 9
ADDED_THIS_MONTH = 46
UPDATED_THIS_MONTH = 312
CLAIMED_TWICE = 81
DECEASED = 18
LOST = 23
UNWILLING = 8
CLOSED = 4
LOOKALIKES = 19

# needs of the present round, by chain; "" has none
ROUND_CHAINS = {
    "L01": 24, "L07": 11, "L02": 26, "L05": 12, "L03": 31, "L08": 9, "L12": 7, "L04": 14, "L09": 8, "L15": 2,
    "L11": 6, "L10": 15, "L06": 13, "L13": 5, "L14": 9, "": 20,
}  # fmt: skip
ROUND_NEEDS = sum(ROUND_CHAINS.values())
ROUND_EMPLOYERS = 96
ROUND_URGENT = 31
ROUND_ADDED_THIS_MONTH = 17
EARLIER_ROUNDS = (150, 168, 180, 190)
TECHNOLOGY_NEEDS = 60
PROFESSIONAL_NEEDS = 240
EMPLOYERS = 320

# where the matches of the present round stand: each person at one stage of the way
STAGES = {
    "settled": 17, "talking": 11, "failed": 6, "recommended": 52, "agreed": 8, "declined": 7, "asked": 8, "put_off": 10,
}  # fmt: skip
