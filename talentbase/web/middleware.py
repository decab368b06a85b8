"""What no page needs to think about."""

from django.conf import settings
from django.http import HttpResponseNotFound

from talentbase.web.errors import bad_request

PUBLIC = {"TALENTBASE_PUBLIC_INTAKE": "/intake/self/", "TALENTBASE_PUBLIC_REPLIES": "/replies/form/"}


class PlainAddresses:
    """A NUL character in an address is nobody's search: PostgreSQL holds no such text, so it is refused at the door."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)


class OnlyPublicPages:
    """A process in an outer zone serves the pages that face outward and nothing else, not even the log-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        modes = {address: getattr(settings, name) for name, address in PUBLIC.items()}
        served = ("/static/", *(address for address, mode in modes.items() if mode != "off"))
        if "only" in modes.values() and not request.path.startswith(served):
            return HttpResponseNotFound()
        return self.get_response(request)
