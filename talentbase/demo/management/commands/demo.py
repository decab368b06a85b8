"""`manage.py demo`: fill an empty house with a made-up county. The same seed on the same day gives the same county."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from people.registry import tallies
from people.registry.models import Person
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.accounts.units import ensure_units
from talentbase.codes.models import Code
from talentbase.demo import fill, logins
from talentbase.demo.desk import fill_desk
from talentbase.demo.firms import fill_firms
from talentbase.demo.gatherings import fill_gatherings, fill_groups
from talentbase.demo.invent import totals
from talentbase.demo.invent.employers import invent_employers
from talentbase.demo.invent.needs import invent_needs
from talentbase.demo.invent.people import invent_people
from talentbase.demo.outposts import assess, fill_outposts
from talentbase.demo.purse import fill_purse
from talentbase.demo.results import fill_results
from talentbase.demo.shelves import fill_shelves
from talentbase.demo.ties import fill_ties
from talentbase.demo.workflow import fill_workflow

SMALLEST_PEOPLE, SMALLEST_NEEDS = 50, 50


class Command(BaseCommand):
    help = "在空库中装入虚构的演示数据和演示账号。"

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=totals.PEOPLE, help="在外人才人数，默认%(default)s")
        parser.add_argument("--needs", type=int, default=totals.NEEDS, help="人才需求条数，默认%(default)s")
        parser.add_argument("--seed", type=int, default=1, help="随机种子，同一种子同一天得到同样的数据")
        parser.add_argument("--if-empty", action="store_true", help="库中已有人才或演示账号时什么也不做")

    def handle(self, *, people: int, needs: int, seed: int, if_empty: bool, verbosity: int, **options):
        with acting_as(None):
            is_used = Person.objects.exists() or User.objects.filter(is_demo=True).exists()
        if is_used and if_empty:
            return
        if is_used:
            raise CommandError("库中已有人才或演示账号，演示数据只能装入空库。请换用空数据库。")
        if people < SMALLEST_PEOPLE or needs < SMALLEST_NEEDS:
            raise CommandError(f"人数不能少于{SMALLEST_PEOPLE}，需求不能少于{SMALLEST_NEEDS}。")
        if not Code.objects.exists():
            raise CommandError("代码表是空的，请先运行load_codes。")
        password = logins.new_password()
        users = self._fill(people, needs, seed, password)
        text = logins.table_of(users, password)
        logins.keep(text)
        if verbosity:
            self.stdout.write(
                f"已装入演示数据：在外人才{people}人，人才需求{needs}条。\n{'' if if_empty else text}", ending=""
            )

    @transaction.atomic
    def _fill(self, people: int, needs: int, seed: int, password: str) -> list[User]:
        """All or nothing. The first load is the system's, what came later is entered by the clerk."""
        today = timezone.localdate()
        drafts = invent_people(seed, today, people)
        employers = invent_employers(seed, needs)
        with acting_as(None, actor_name="演示数据"):
            ensure_units()
            keys = fill.Keys()
            users = logins.write_logins(password)
            persons = fill.write_people(drafts, keys)
            enterprises = fill.write_employers(employers, keys)
            fill.write_needs(invent_needs(seed, today, needs, employers), enterprises, keys)
            fill.write_figures(seed, today, keys)
        clerk = next(user for user in users if user.role == User.Role.CLERK)
        with acting_as(clerk):
            fill.update_people(persons, drafts)
            fill_workflow(seed, today, clerk)
            fill_ties(seed, today, clerk)
            fill_results(seed, today, clerk)
            fill_outposts(seed, today, clerk)
            fill_desk(seed, today, clerk)
            fill_purse(seed, today, clerk)
            fill_shelves(seed, today, clerk)
            fill_gatherings(seed, today, clerk)
            fill_groups(seed, today)
            fill_firms(seed, today, clerk)
            assess(today, clerk)
        with acting_as(None):
            tallies.add_up()  # as the house does every hour
        return users
