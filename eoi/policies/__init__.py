"""When may. Each rule lists its problems as sentences; empty means go. One function feeds page, button, refusal and test.

One file a noun: `from eoi.policies.advert import problems_with_editing`.
"""
