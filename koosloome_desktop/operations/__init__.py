"""Verbs over a transaction, money and dates, the generic interchange codec. May import `model` and `support` only."""

from __future__ import annotations
