"""What is masked, what is kept, and where."""

import pytest

from bot.coach.scrub import Kind, Scrubbed, Span, deny_list, may_unmask, scrub, unmask, word_places


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Asked for $85k at Acme", "Asked for [amount] at [company]"),
        (
            "They came back with €90,000 and 10 % more",
            "They came back with [amount] and [amount] more",
        ),
        ("I asked for eighty-five thousand", "I asked for [amount]"),
        ("two offers, one question", "two offers, one question"),
        ("We met on 3rd March 2024 at 14:00", "We met on [date] at [date]"),
        ("next monday, or in december", "next [date], or in [date]"),
        ("the third of march", "the [date]"),
        ("write to ana@acme.com or ana (at) acme [dot] com", "write to [email] or [email]"),
        ("mail ana at acme dot com", "mail [email]"),
        ("see https://acme.com/a?b=c, or acme.io/jobs.", "see [link], or [link]."),
        ("call +49 (30) 123 45 67", "call [phone]"),
        ("call five five five one two", "call [number]"),
        ("order 66 from 10.0.0.1", "order [number] from [id]"),
        ("ask <@U123ABC> in <#C1|deals>, <!channel>", "ask [handle] in [handle], [handle]"),
        ("<at>Ana</at> and @here and ＠ｈｅｒｅ", "[id][name][id] and [handle] and [handle]"),
        ("great :party_parrot: and 🎉🎉", "great [emoji] and [emoji]"),
        ("`secret` and snake_case and /home/ana/x", "[code] and [id] and [id]"),
    ],
)
def test_what_its_form_tells(text: str, masked: str) -> None:
    assert scrub(text).text == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("my manager Mark said no", "my manager [name] said no"),
        ("Grace asked for more", "[name] asked for more"),
        ("Will called and Mark is late", "[name] called and [name] is late"),
        ("Will you join? May I ask? Mark my words.", "Will you join? May I ask? Mark my words."),
        ("we will mark the date, may be", "we will mark the date, may be"),
        ("told grant, and grant said no", "told [name], and [name] said no"),
        ("mr. brown told dr green", "[word]. [name] told [word] [name]"),
        ("Ms smith and ms brown, Captain hook", "[name] and [name], [name]"),
        ("the captain may agree", "the captain may agree"),
        ("we met director park, and vp brown", "we met director [name], and [word] [name]"),
        ("the director green agreed", "the director [name] agreed"),
        (
            "manager will ask, the director may agree, my coach young people trust",
            "manager will ask, the director may agree, my coach young people trust",
        ),
        ("fine. thanks, will 🙂\nmore", "fine. thanks, [name] [emoji]\nmore"),
        ("dear park, thank you, grace", "dear [name], thank you, [name]"),
        ("cheers mark!\n\nbest,\nrose", "cheers [name]!\n\nbest,\n[name]"),
        ("thanks, i will. thanks, good", "thanks, i will. thanks, good"),
        ("the best price. thanks, will do", "the best price. thanks, will do"),
        ("i took smith's offer, not grant's", "i took [name] offer, not [name]"),
        (
            "my boss's offer, the king's, next page's price, today's price, that's it",
            "my boss's offer, the king's, next page's price, today's price, that's it",
        ),
        ("wow emma and kaite", "wow [name] and [word]"),
        ("in berlin, new york and the united states", "in [place], [place] and the [place]"),
        ("Ann I. Lee and Rolls-Royce", "[name] and [name]"),
        ("General Electric agreed. Apple said no.", "[name] agreed. [name] said no."),
        ("Ask Sarah. Thanks, Sarah", "Ask [name]. Thanks, [name]"),
        ("the Bank of America and Acme Ltd", "the [name] and [company]"),
        ("Sarah's team and O'Brien's offer", "[name] team and [name] offer"),
        ("Phil,\nthanks\nVisit", "[name],\nthanks\n[name]"),
        ("j o h n, M.A.R.K", "[name], [name]"),
        ("JohnSmith, iPhone and ｍａｒｋｕｓ", "[name], [name] and [name]"),
        ("mаrk with a Cyrillic letter", "[word] with a [name] letter"),
        ("BATNA and ZOPA, I'm OK with it", "BATNA and ZOPA, I'm OK with it"),
        ("My Plan B was weak, plan b too, B too", "My Plan B was weak, plan b too, [name] too"),
        ("J.M. Huber and Dr. Young", "[name] and [name]"),
        ("NOT AGAIN, THEY SAID NO TO JOHN", "NOT AGAIN, THEY SAID NO TO [name]"),
        ("it 's my e-mail, don't worry", "it 's my e-mail, don't worry"),
        ("Rehearse twice. Negotiated hard.", "Rehearse twice. Negotiated hard."),
        ("Wendy ' s offer, that ' s it", "[name] offer, that ' s it"),
        ("the city of berlin, the city of lights", "the [place], the city of lights"),
        ("at the corner of Baker Street", "at the [name]"),
        ("[name] stays [name]", "[name] stays [name]"),
    ],
)
def test_what_its_words_tell(text: str, masked: str) -> None:
    assert scrub(text).text == masked


def test_spans_are_offsets_into_the_text_as_it_was_typed() -> None:
    text = "a\u200bsk Bo\u200db ½ ﬁne J\u0301im"
    scrubbed = scrub(text)
    assert scrubbed.text == "ask [name] [id] fine [name]"
    assert [text[span.start : span.end] for span in scrubbed.spans] == [
        "Bo\u200db",
        "½",
        "J\u0301im",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "price",
        "PRICE",
        "ｐｒｉｃｅ",
        "pri\u200bce",
        "pri\u00adce",
        "p r i c e",
        "price's",
        "*price*",
        "x-price",
    ],
)
def test_a_denied_word_is_masked_in_every_spelling(text: str) -> None:
    assert "price" not in scrub(f"the {text} stands", ["Price"]).text.casefold()


def test_names_match_whole_and_word_by_word() -> None:
    names = ["Best Deal", "#sales-emea", "Bank of the North", "An", "José"]
    text = "the best deal, a deal for sales, bank of the north, an offer of the month, jose"
    assert scrub(text, names).text == (
        "the [name], a [name] for [name], [name], [name] offer of the month, [name]"
    )


def test_several_of_a_name_are_masked_too() -> None:
    assert scrub("the cooks cook cooking", ["Cook"]).text == "the [name] cooking"


def test_companies_are_told_from_people() -> None:
    denied = deny_list(["Rose"], companies=["Open Road"])
    assert scrub("rose took the open road", denied).text == "[name] took the [company]"


def test_the_small_words_of_a_longer_name_stay_ordinary_words() -> None:
    assert scrub("the rest of the day", ["The Good of All"]).text == "the rest of the day"
    assert scrub("we met The Good of All", ["The Good of All"]).text == "we met [name]"


def test_what_is_found_elsewhere_is_masked_as_well() -> None:
    text = "we met at orchestra hall"
    assert scrub(text, found=[Span(10, 24, Kind.PLACE)]).text == "we met at [place]"


def test_nothing_in_nothing_out() -> None:
    assert scrub("") == Scrubbed("", ())


def test_the_author_may_show_ordinary_words_only() -> None:
    text = "the miller and grace of kaite, BIG baker in paris"
    scrubbed = scrub(text, ["baker"])
    shown = [text[span.start : span.end] for span in may_unmask(text, scrubbed, ["baker"])]
    assert shown == ["miller"]
    assert unmask(text, scrubbed, scrubbed.spans, ["baker"]).text == scrubbed.text.replace(
        "[name]", "miller", 1
    )


def test_each_word_can_be_pointed_at() -> None:
    text = "ask B\u200bob, don't wait"
    words = [text[start:end] for start, end in word_places(text)]
    assert words == ["ask", "B\u200bob", "don't", "wait"]
