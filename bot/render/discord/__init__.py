"""Answers to Discord messages: plain parts, measured against Discord's limits, split into pages.

Nothing here imports discord: ``bot.views`` turns the parts into Components V2 layouts.
"""
