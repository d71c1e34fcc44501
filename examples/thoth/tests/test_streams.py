import asyncio

from starlette.types import Message, Receive, Scope, Send

from thoth.streams import closing

START: Message = {"type": "http.response.start", "status": 200, "headers": []}
PART: Message = {"type": "http.response.body", "body": b"event", "more_body": True}
END: Message = {"type": "http.response.body"}


def through(*messages: Message) -> list[Message]:
    """Return what a client gets of an answer that consists of these messages."""
    got: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    async def send(message: Message) -> None:
        got.append(message)

    asyncio.run(closing(app)({"type": "http"}, None, send))
    return got


def test_a_whole_answer_is_left_alone() -> None:
    assert through(START, PART, END) == [START, PART, END]


def test_a_stream_that_is_cut_off_is_ended() -> None:
    assert through(START, PART) == [START, PART, END]


def test_a_second_answer_only_ends_the_first() -> None:
    assert through(START, PART, START, END) == [START, PART, END]
