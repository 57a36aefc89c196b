"""Public references: random, speakable on the telephone, never a primary key (DESIGN §6)."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which people mishear and mistype


def new_reference(prefix: str) -> str:
    """`EOI-7K4Q-2M9X`: about 850 thousand million possibilities a prefix."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{characters[:4]}-{characters[4:]}"


def new_organisation_reference() -> str:
    return new_reference("ORG")


def new_person_reference() -> str:
    return new_reference("P")


def new_expression_reference() -> str:
    return new_reference("EOI")


def new_panel_reference() -> str:
    return new_reference("PAN")


def new_body_reference() -> str:
    return new_reference("BOD")


def new_staff_question_reference() -> str:
    return new_reference("SQ")


def new_material_reference() -> str:
    return new_reference("SHR")


def new_event_reference() -> str:
    return new_reference("EVT")


def new_representation_reference() -> str:
    return new_reference("REP")


def new_milestone_reference() -> str:
    return new_reference("MIL")


def new_communication_reference() -> str:
    return new_reference("COM")


def new_handover_reference() -> str:
    return new_reference("HAN")


def new_issue_reference() -> str:
    return new_reference("ISS")


def new_clarification_reference() -> str:
    return new_reference("Q")


def new_extension_request_reference() -> str:
    return new_reference("EXT")


def new_document_reference() -> str:
    return new_reference("DOC")


def new_recovery_reference() -> str:
    return new_reference("REC")


def new_consortium_reference() -> str:
    return new_reference("CON")


def new_assistance_reference() -> str:
    return new_reference("AST")


def new_file_reference() -> str:
    return new_reference("FIL")


def new_letter_reference() -> str:
    return new_reference("LET")


def new_minutes_reference() -> str:
    return new_reference("MIN")


def new_retention_reference() -> str:
    return new_reference("RET")


def new_hold_reference() -> str:
    return new_reference("HLD")


def new_token() -> str:
    """A secret for an invitation's address. Only its digest is stored."""
    return secrets.token_urlsafe(24)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
