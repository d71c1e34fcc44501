"""Ending the event streams that a stop cuts off."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def closing(app: ASGIApp) -> ASGIApp:
    """Let every answer of an application begin once and come to its end.

    When the process stops, the MCP library drops its open streams without an end and then
    begins a second answer on some. The client would see a broken connection, and the log an error.
    """

    async def closed(scope: Scope, receive: Receive, send: Send) -> None:
        begun = ended = False

        async def once(message: Message) -> None:
            nonlocal begun, ended
            if message["type"] == "http.response.start":
                if begun:
                    return
                begun = True
            elif message["type"] == "http.response.body":
                ended = not message.get("more_body", False)
            await send(message)

        await app(scope, receive, once)
        if begun and not ended:
            await send({"type": "http.response.body"})

    return closed
