"""Read by gunicorn wherever it is started in this folder: its logs keep no trace of requests that are to leave none (ADR 0019)."""

logger_class = "salford_partnering.access_log.AccessLog"


def pre_request(worker, req):
    """gunicorn's own writes every address at the level debug."""
