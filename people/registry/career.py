"""Study and posts of a person, and what is known of him or her only as an official, an expert or an entrepreneur."""

from django.db import models

from talentbase.web.fields import PartialDateField, partial_date_check


class Education(models.Model):
    class Mode(models.TextChoices):
        FULL = "full", "全日制"
        PART = "part", "在职"

    person = models.ForeignKey("registry.Person", models.CASCADE, verbose_name="人才", related_name="educations")
    start = PartialDateField("入学")
    end = PartialDateField("毕业")
    mode = models.CharField("方式", max_length=6, choices=Mode, default=Mode.FULL)
    education = models.ForeignKey("codes.Code", models.PROTECT, verbose_name="学历", null=True, blank=True, related_name="+")
    degree = models.ForeignKey("codes.Code", models.PROTECT, verbose_name="学位", null=True, blank=True, related_name="+")
    school = models.CharField("院校", max_length=80, blank=True)
    department = models.CharField("院系", max_length=80, blank=True)
    major = models.CharField("专业", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "学习经历"
        ordering = ["start", "id"]
        constraints = [partial_date_check("start", "registry_education"), partial_date_check("end", "registry_education")]

    def __str__(self):
        return f"{self.school}{self.major}"


class Post(models.Model):
    person = models.ForeignKey("registry.Person", models.CASCADE, verbose_name="人才", related_name="posts")
    start = PartialDateField("开始")
    end = PartialDateField("结束")
    employer = models.CharField("单位", max_length=120, blank=True)
    position = models.CharField("职务", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作经历"
        ordering = ["start", "id"]
        constraints = [partial_date_check("start", "registry_post"), partial_date_check("end", "registry_post")]

    def __str__(self):
        return f"{self.employer}{self.position}"


class OfficialProfile(models.Model):
    person = models.OneToOneField("registry.Person", models.CASCADE, verbose_name="人才", related_name="official")
    post_since = PartialDateField("任现职时间")
    level_since = PartialDateField("任现级别时间")

    class Meta:
        verbose_name = verbose_name_plural = "党政情况"
        constraints = [partial_date_check(field, "registry_official") for field in ("post_since", "level_since")]

    def __str__(self):
        return f"{self.person}的党政情况"


class ExpertProfile(models.Model):
    person = models.OneToOneField("registry.Person", models.CASCADE, verbose_name="人才", related_name="expert")
    title_since = PartialDateField("任职称时间")
    achievements = models.TextField("代表成果", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "专家情况"
        constraints = [partial_date_check("title_since", "registry_expert")]

    def __str__(self):
        return f"{self.person}的专家情况"


class BusinessProfile(models.Model):
    person = models.OneToOneField("registry.Person", models.CASCADE, verbose_name="人才", related_name="business")
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    industry = models.CharField("所属行业", max_length=60, blank=True)
    products = models.CharField("主要产品", max_length=200, blank=True)
    turnover_wan = models.DecimalField("年营业额（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    employees = models.PositiveIntegerField("员工数", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "经商情况"

    def __str__(self):
        return f"{self.person}的经商情况"
