"""Ending the event streams that a stop cuts off."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def closing(app: ASGIApp, stopping: asyncio.Event) -> ASGIApp:
    """Let every answer of an application begin once and come to its end, at a stop if not before.

    An event stream has no end of its own, and uvicorn would wait for it. The MCP library sees a stop
    only after a while, drops its open streams without an end and then begins a second answer
    on some. The client would see a broken connection, and the log an error.
    """

    async def closed(scope: Scope, receive: Receive, send: Send) -> None:
        begun = ended = streams = False

        async def once(message: Message) -> None:
            nonlocal begun, ended, streams
            if ended or (begun and message["type"] == "http.response.start"):
                return
            if message["type"] == "http.response.start":
                begun = True
                kind = Headers(raw=message["headers"]).get("content-type", "")
                streams = kind.startswith("text/event-stream")
            elif message["type"] == "http.response.body":
                ended = not message.get("more_body", False)
            await send(message)

        async def end_at_stop() -> None:
            await stopping.wait()
            if streams:  # any other answer has uvicorn's graceful shutdown to finish in
                await once({"type": "http.response.body"})

        ending = asyncio.create_task(end_at_stop())
        try:
            await app(scope, receive, once)
        finally:
            ending.cancel()
        if begun:
            await once({"type": "http.response.body"})

    return closed
