"""Thoth: a small library of papers."""
