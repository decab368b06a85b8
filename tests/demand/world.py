"""People and needs that suit each other."""

from demand.matching.models import Match
from people.registry.models import Person, PersonTag
from talentbase.codes.models import IndustryChain
from tests.factories import make_need, make_person


def expert(name="张明远", **fields):
    known = {"field": "聚乳酸改性与耐热增韧", "degree_rank": 5, "consent": "yes", "modes": ["柔性引进"]}
    unit = fields.pop("unit", None)
    person = make_person(name, unit=unit, employer="某大学材料学院", position="教授", location_text="上海")
    PersonTag.objects.create(person=person, chain=IndustryChain.objects.get(name="生物基材料"))
    Person.objects.filter(pk=person.pk).update(**{**known, **fields})
    return Person.objects.get(pk=person.pk)


def polymer_need(**fields):
    chain = IndustryChain.objects.get(name="生物基材料")
    known = {"chain": chain, "description": "解决聚乳酸片材耐热与增韧问题。", "modes": ["柔性引进"]}
    return make_need("聚乳酸改性高级工程师", **{**known, **fields})


def match_of(person, need):
    return Match.objects.filter(person=person, need=need).first()
