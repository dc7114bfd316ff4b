"""A process to be killed: answers without end and prints every answer it was told is kept."""

import asyncio
import sys
from itertools import count

import storage
from bot.ports import Turn, Unit
from tests.contract.storage.making import HERE, MASTER_KEY, NOW, append, message, somebody


async def main(url: str, first: int) -> None:
    numbers = count(first)
    async with storage.open_store(url, MASTER_KEY) as store:

        async def answer() -> None:
            owner, about = await somebody(store)
            for number in numbers:

                def work(unit: Unit, number: int = number) -> None:
                    assert unit.deliveries.first(f"answer {number}", owner.id, NOW)
                    append(unit, owner.id, about.id, number)
                    unit.outbox.put(message(owner, about, str(number)), NOW)

                await store.run(HERE, work, Turn(person=owner.user, at=number))
                print(number, owner.id, about.id, flush=True)

        await asyncio.gather(*(answer() for _ in range(8)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
