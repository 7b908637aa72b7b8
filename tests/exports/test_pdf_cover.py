"""The cover: what a reader sees first."""

from __future__ import annotations

from dataclasses import replace

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports.pdf import PdfJob, compose
from koosloome_desktop.exports.pdf_items import Text
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from tests.exports.reading import MADE, document_of, sample


def front(document, lang="et"):
    pages = compose(document, PdfJob(lang=lang, made=MADE), Words(lang))
    return [p for p in pages if p.plain]


def shown(page) -> str:
    return "\n".join(i.text for i in page.items if isinstance(i, Text))


def changed(document, **values):
    workshop = replace(document.workshop, **values)
    return document_of(document.id, [workshop if r.id == document.id else r for r in document.records()])


def test_figures_dates_and_what_got_most_votes():
    (page,) = front(sample("01_kogukonnamaja"))
    text = shown(page).replace("\u00a0", " ")
    for part in ("82", "14 570 €", "neljapäev, 15. oktoober 2026, 16.30–20.30", "15 osalejat", "Kasemetsa vald"):
        assert part in text
    lines = text.split("\n")
    order = [lines.index(t) for t in ("Maja lahtiolek sõltub ühest inimesest", "Valla ja seltsi rollid on selgusetud")]
    assert order == sorted(order)
    assert "7 häält" in text


def test_every_meeting_is_named():
    (page,) = front(sample("02_noorte_kaasamine"))
    assert "30. september 2026" in shown(page)
    assert "28. oktoober 2026" in shown(page)


def test_the_next_review_stands_at_the_foot():
    (page,) = front(sample("06_sotsiaaltransport"))
    assert "26. august 2026" in shown(page)


def test_long_titles_become_smaller_and_nothing_leaves_the_page():
    long = "Kuidas me saaksime koos kogukonnaga " * 12
    document = changed(
        sample("01_kogukonnamaja"), title=FrozenMap({"et": long}), goal="Pikk eesmärk ja selgitus. " * 30
    )
    for page in front(document):
        assert all(i.y < page.height - 10 for i in page.items if isinstance(i, Text))
    assert " ".join(long.split()) in " ".join(shown(p).replace("\n", " ") for p in front(document))


def test_a_cover_of_two_pages_moves_the_numbers_in_the_contents():
    document = changed(sample("01_kogukonnamaja"), goal="Väga pikk eesmärk. " * 400)
    pages = compose(document, PdfJob(lang="et", made=MADE), Words("et"))
    plain = [p for p in pages if p.plain]
    first = next(number for number, p in enumerate(pages, start=1) if p.section == "Probleemi kaardistamine")
    assert first == len([p for p in pages if p.section == plain[0].section]) + 1


def test_many_agreements_move_to_the_section_about_the_workshop():
    texts = tuple(f"Kokkulepe number {n}" for n in range(12))
    document = changed(sample("01_kogukonnamaja"), agreements=texts)
    pages = compose(document, PdfJob(lang="et", made=MADE), Words("et"))
    assert "Kokkulepe number 3" not in shown(pages[0])
    assert all(any(t in shown(p) for p in pages) for t in texts)


def test_no_agreement_is_lost_when_the_cover_is_full():
    texts = tuple(f"Kokkulepe {n}: " + "räägime ja kuulame üksteist rahulikult " * 2 for n in range(7))
    document = changed(sample("01_kogukonnamaja"), agreements=texts, goal="Pikk eesmärk ja selgitus. " * 60)
    pages = compose(document, PdfJob(lang="et", made=MADE), Words("et"))
    text = "".join("".join(shown(p).split()) for p in pages)
    assert all("".join(t.split()) in text.replace("-", "") for t in texts)
    for page in pages:
        assert all(i.y <= page.height - 15 for i in page.items if isinstance(i, Text))


def test_what_is_only_proposed_is_not_counted_and_an_amount_that_nobody_said_is_no_zero():
    document = new_workshop("Kava", canvases=[("action_plan", "table_years")])
    plan = queries.canvases(document)[0]
    with document.transaction("Fill") as tx:
        agreed = add_action(tx, plan.id, "Võtmekapp ukse kõrvale")
        add_action(tx, plan.id, "Ainult pakutud", draft=True)
    (page,) = front(document)
    assert "1\ntegevus kavas" in shown(page)
    assert "€" not in shown(page)
    with document.transaction("Amount") as tx:
        tx.update(agreed, budget=FrozenMap({"2027": 0}))
    (page,) = front(document)
    assert "0\u00a0€" in shown(page), "nothing is an amount when somebody said so"
