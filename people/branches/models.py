"""博士团分会, 同乡会 and the like: groups of talents in a city, and the posts they hold there."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class BranchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by(F("closed_on").desc(nulls_first=True), "city", "id")

    def standing(self):
        return self.filter(closed_on=None)

    def search(self, text: str):
        return self.filter(containing(text, "name", "city", "host", "remark"))


class Branch(models.Model):
    class Kind(models.TextChoices):
        DOCTORS = "doctors", "博士团"
        HOME = "home", "同乡会"
        CHAMBER = "chamber", "商会"
        OTHER = "other", "其他"

    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.DOCTORS)
    city = models.CharField("所在城市", max_length=30, blank=True)
    host = models.CharField("依托单位", max_length=80, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    closed_on = models.DateField("停止活动日期", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="联系单位", related_name="+")
    remark = models.TextField("备注", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = BranchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人才组织"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="branches_named", condition=~Q(name=""), violation_error_message="名称没有填。"),
            models.CheckConstraint(
                name="branches_order",
                condition=Q(closed_on=None) | Q(founded_on=None) | Q(closed_on__gte=F("founded_on")),
                violation_error_message="停止活动日期不能早于成立日期。",
            ),
            models.UniqueConstraint(fields=["name"], name="branches_once", violation_error_message="已有同名的组织。"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_address("branches:detail", self.pk)


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(branch__in=Branch.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.filter(ended_on=None)


class Member(models.Model):
    """One post of one person in one branch, for as long as it is held."""

    class Post(models.TextChoices):
        HEAD = "1head", "会长（团长）"
        DEPUTY = "2deputy", "副会长（副团长）"
        SECRETARY = "3secretary", "秘书长"
        COUNCIL = "4council", "理事"
        MEMBER = "5member", "成员"

    branch = models.ForeignKey(Branch, models.CASCADE, verbose_name="人才组织", related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", related_name="memberships")
    post = models.CharField("职务", max_length=12, choices=Post, default=Post.MEMBER)
    since = models.DateField("加入日期", null=True, blank=True)
    ended_on = models.DateField("退出日期", null=True, blank=True)
    note = models.CharField("分工", max_length=80, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组织成员"
        ordering = [F("ended_on").desc(nulls_first=True), "post", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "person"], name="branches_member_once", condition=Q(ended_on=None),
                violation_error_message="这个人已在成员中。",
            ),
            models.UniqueConstraint(
                fields=["branch"], name="branches_one_head", condition=Q(post="1head", ended_on=None),
                violation_error_message="已有会长（团长），请先登记卸任。",
            ),
            models.CheckConstraint(
                name="branches_member_order", condition=Q(since=None) | Q(ended_on=None) | Q(ended_on__gte=F("since")),
                violation_error_message="退出日期不能早于加入日期。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.person}{self.get_post_display()}"

    def get_absolute_url(self):
        return self.branch.get_absolute_url()
