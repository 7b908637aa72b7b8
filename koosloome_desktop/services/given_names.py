"""Common given names of Estonia's people in Estonian and Russian spelling: a hint that a text may name somebody.

A short list of everyday names written down for this purpose; a name that is not on it is simply not noticed.
"""

from __future__ import annotations

from typing import Final

_ESTONIAN: Final = """
    aare aarne agnes aino aive aivar ahti aleksander alfred alo allan anna anne anneli annika andres andrus ants anu
    ao arno artur arvo astrid eda eero egert eha einar elle ene epp erki eva eve evelin fred gert hanna hanno hannes
    heiki heino helen helena helgi helle helve hille ille ilmar imbi inga inge ingrid ivo jaak jaan jaana jaanika jaanus
    janek jane joosep juhan juta jüri kadi kadri kai kaie kaido kaire kairi kaja kalev kalle karin karl karmen kaspar
    katrin kati kaur kersti kerli kertu kristel kristi kristiina kristina kristjan kristo krista külli laine laur laura
    lauri leelo leida leo liina liis liisa liisi linda ly lea maarja maie maimu malle mare maret margit margus mari
    maria marika marina maris mari-liis mark marko mart marta marten martin mati meelis meeli merike merle mihkel milvi
    moonika nele olev oskar ott paul peep peeter piret priit raivo rain rainer rasmus rein reet riho riina rita robert
    sander sigrid siim siiri silja silver silvia sirje sten sulev taavi taimi tanel tarmo tauno teele terje tiia tiina
    tiit tiiu toivo toomas triin tõnis tõnu uku ulvi urmas uno urve vaike valdo vello viive villu viktor vilja virve
    ülle ülo
"""
_RUSSIAN: Final = """
    aleksandr aleksei andrei anton boris denis dmitri elena galina igor irina ivan jelena julia ksenia larissa ljudmila
    maksim marina natalja nikolai nina oleg olga pavel roman sergei svetlana tamara tatjana valentina valeri vera viktor
    vladimir александр алексей андрей анна антон борис вера виктор виктория владимир галина дарья денис дмитрий
    евгений екатерина елена иван игорь ирина ксения лариса любовь людмила максим марина мария михаил наталья николай
    нина оксана олег ольга павел роман светлана сергей татьяна тамара юлия юрий
"""
GIVEN_NAMES: Final[frozenset[str]] = frozenset((_ESTONIAN + _RUSSIAN).split())
"""The names in lower case."""
