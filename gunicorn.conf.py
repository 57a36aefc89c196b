"""Read by gunicorn wherever it is started in this folder: its logs keep no trace of requests that are to leave none (ADR 0019)."""

import gc

logger_class = "salford_partnering.access_log.AccessLog"


def pre_request(worker, req):
    """gunicorn's own writes every address at the level debug."""


def post_worker_init(worker):
    """What is loaded by now is never garbage: looking through it again and again costs a busy minute a good part of itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
