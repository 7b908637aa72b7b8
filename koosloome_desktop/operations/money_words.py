"""The words around amounts in Estonian, English and Russian, as parts of one case-blind expression."""

from __future__ import annotations

from typing import Final

CURRENCY: Final = r"€|euro[a-z]{0,5}\b\.?|eur(?:\b\.?|(?=[0-9]))|евро\b\.?"
"""Euro signs and words; another currency is no amount of ours and stays text."""

MULTIPLIERS: Final[dict[str, int]] = {
    "tuh": 1_000, "tuhat": 1_000, "k": 1_000, "thousand": 1_000,
    "тыс": 1_000, "тысяча": 1_000, "тысячи": 1_000, "тысяч": 1_000,
    "mln": 1_000_000, "milj": 1_000_000, "miljon": 1_000_000, "miljonit": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000,
    "млн": 1_000_000, "миллион": 1_000_000, "миллиона": 1_000_000, "миллионов": 1_000_000,
}  # fmt: skip
"""Words that multiply the number before them."""

APPROXIMATE: Final = (
    r"ca\b\.?|u\b\.?|umbes\b|ligikaudu\b|orienteeruvalt\b|kuni\b|max\b\.?|maks\b\.?|~|≈|"
    r"approx\b\.?|about\b|around\b|circa\b|up to\b|"
    r"около\b|примерно\b|ок\b\.?|до\b|не более\b"
)
"""Words that soften the number after them; the number counts, the word is kept as a note."""

_TAX = r"(?:km\b\.?|käibemaks\b|vat\b|ндс\b)"

VAT_NET: Final = (
    rf"(?:\+|pluss\b) ?(?:[0-9]{{1,2}} ?% ?)?{_TAX}|"
    r"(?:, ?)?(?:millele )?lisandub (?:km|käibemaks)\b|"
    r"ilma (?:km|käibemaksu)-?(?:ta)?\b|(?:km|käibemaksu)-?ta\b|"
    r"(?:excl|excluding|without|plus)\.? vat\b|\+ ?vat\b|"
    r"(?:без|плюс) ндс\b"
)
"""Ways to say that value added tax comes on top (``km`` = käibemaks)."""

VAT_GROSS: Final = (
    r"(?:koos|sis\.?|sisaldab|sh\.?) (?:km|käibemaks)-?(?:ga|uga|u)?\b|(?:km|käibemaksu)-?ga\b|"
    r"(?:incl|including|with)\.? vat\b|"
    r"(?:с|включая|вкл\.?) ндс\b"
)
"""Ways to say that value added tax is inside."""
