"""The addresses of profiles: those of Finance, whose first edition is signed off."""

ARGUMENTS = {
    **{
        f"eoi:{name}": lambda stage: ("finance",)
        for name in ("profile-detail", "profile-edit", "profile-sign-off", "profile-discard")
    },
    **{f"eoi:{name}": lambda stage: ("finance", 1) for name in ("profile-edition", "profile-compare")},
}
