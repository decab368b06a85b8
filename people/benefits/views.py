"""The tab 荣誉与支持 of 一人一档."""

from django.db.models import Sum
from django.shortcuts import get_object_or_404, render

from people.benefits.models import Payment
from people.registry.list_views import visible
from talentbase.codes.book import current_book
from talentbase.web.views import Door


class OfPerson(Door):
    right = "people.view"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        payments = Payment.objects.visible_to(request.user).of_person(person).in_list_order()
        context = {
            "person": person,
            "programs": [current_book().name("programs", code) for code in person.programs],
            "payments": payments,
            "total": payments.aggregate(sum=Sum("amount"))["sum"],
        }
        return render(request, "benefits/_of_person.html", context)
