"""The notice of preliminary market engagement (UK2): what it says, as text to copy, and as OCDS. We export; we do not post (R2)."""
