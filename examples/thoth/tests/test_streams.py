import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thoth.streams import closing

START: Message = {"type": "http.response.start", "status": 200, "headers": []}
STREAM: Message = {**START, "headers": [(b"content-type", b"text/event-stream; charset=utf-8")]}
PART: Message = {"type": "http.response.body", "body": b"event", "more_body": True}
LAST: Message = {"type": "http.response.body", "body": b"last"}
END: Message = {"type": "http.response.body"}


def through(*messages: Message) -> list[Message]:
    """Return what a client gets of an answer that consists of these messages."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    return asyncio.run(answer(app, asyncio.Event()))


def stopped_after(*messages: Message) -> list[Message]:
    """Return what a client has of an answer that a stop meets after these messages."""

    async def stopped() -> list[Message]:
        stopping = asyncio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            for message in messages:
                await send(message)
            stopping.set()
            await asyncio.sleep(0.01)
            await send(LAST)

        return await answer(app, stopping)

    return asyncio.run(stopped())


async def answer(app: ASGIApp, stopping: asyncio.Event) -> list[Message]:
    got: list[Message] = []

    async def send(message: Message) -> None:
        got.append(message)

    await closing(app, stopping)({"type": "http"}, None, send)
    return got


def test_a_whole_answer_is_left_alone() -> None:
    assert through(START, PART, END) == [START, PART, END]


def test_a_stream_that_is_cut_off_is_ended() -> None:
    assert through(START, PART) == [START, PART, END]


def test_a_second_answer_only_ends_the_first() -> None:
    assert through(START, PART, START, END) == [START, PART, END]


def test_a_stop_ends_an_open_event_stream() -> None:
    assert stopped_after(STREAM, PART) == [STREAM, PART, END]


def test_a_stop_lets_any_other_answer_finish() -> None:
    assert stopped_after(START, PART) == [START, PART, LAST]
