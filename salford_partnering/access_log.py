"""gunicorn's log, for operators who switch its access log on."""

from typing import Any

from gunicorn.glogging import Logger

from .logs import NO_TRACE


class AccessLog(Logger):
    """Passes over a request that is to leave no trace. Its marker is set while it is answered."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        if NO_TRACE not in environ:
            super().access(resp, req, environ, request_time)
