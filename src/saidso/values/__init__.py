"""Vague things held honestly: each with its type, its reader and its comparison in one file."""
