"""What has changed is scored again within a minute. It is pulled by its time, so the transactions are real ones."""

import pytest
from django.utils import timezone

from demand.matching import actions
from demand.matching.models import Match, Run
from people.registry.models import Person
from talentbase.accounts.scope import acting_as
from tests.demand.world import expert, match_of, polymer_need
from tests.factories import make_enterprise

Shelf = Match.Shelf


@pytest.fixture
def committed(own_database):
    with acting_as(None):
        person, need = expert(), polymer_need()
    with acting_as(None):
        actions.rescore_all()
    return person, need


def pull():
    with acting_as(None):
        return actions.rescore_changed()


def test_nothing_changed_nothing_done(committed):
    pull()
    assert pull() is None


def test_a_changed_person_is_scored_again(committed):
    person, need = committed
    with acting_as(None):
        before = match_of(person, need).score_low
        Person.objects.filter(pk=person.pk).update(consent="no")
    run = pull()
    with acting_as(None):
        assert run.scope == Run.Scope.CHANGED
        assert match_of(person, need).score_low < before
        assert Person.objects.update(archived_at=timezone.now())
    pull()
    with acting_as(None):
        assert not match_of(person, need).is_current


def test_new_people_and_needs_find_each_other(committed):
    with acting_as(None):
        person, need = expert("李新材"), polymer_need(enterprise=make_enterprise())
    pull()
    with acting_as(None):
        assert Match.objects.filter(shelf=Shelf.SURE).count() == 4
        assert match_of(person, need).grade == match_of(committed[0], need).grade
