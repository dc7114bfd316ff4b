"""What is said to the conversations under test: words, and forms that can be read."""

from collections.abc import Mapping

from hypothesis import strategies as st

ANY_TEXT = st.text(max_size=60)

TRIP_TEXTS = ("Graz", "sea", "hills", "0", "3", "1.5", "a quiet room", "", "  ")
TRIP_FORMS: Mapping[str, Mapping[str, str]] = {
    "where": {"place": "Graz", "kind": "sea"},
    "nights": {"count": "4"},
    "bed": {"wish": "a bath"},
    "note": {"wish": "bring a map"},
}
PREPARE_TEXTS = (
    "job offer from Acme",
    "raise",
    "buying",
    "more is better",
    "unit: days",
    "a new title, lead one project",
    "more salary",
    "that's all",
    "next Thursday 3pm",
    "12/10",
    "not fixed yet",
    "$70k offer from Borealis",
    "60 % 104k, else 88k",
    "we wait until spring",
    "1.200",
    "€85k",
    "I'm not sure",
    "72k, because of the longer commute",
    "same as Plan B",
    "85k, from the 2026 salary survey",
    "the survey says so",
    "limit 80k, opening 60k, medium sure; they need someone by March",
    "they want it settled",
    "medium",
    "12 engineer-weeks",
    "75-70k",
    "eighty thousand",
    "one of them",
    "a loss of 5k",
    "Plan B + 2k",
    "10% below plan B",
    "limit 80k medium",
    "48h a week",
)
PREPARE_FORMS: Mapping[str, Mapping[str, str]] = {
    "situation": {"what": "a role", "kind": "job_offer", "better": "higher", "unit": "a year"},
    "success": {"goals": "a mentor\na say in the roadmap"},
    "meeting": {"day": "2026-12-10", "time": "15:00"},
    "plan_b": {"what": "offer from Borealis", "worth": "60% 70k USD a year, else 65k USD a year"},
    "walk_away": {"amount": "72k USD a year", "reason": "the commute"},
    "target": {"amount": "85k USD a year", "criterion": "the survey"},
    "their_side": {"limit": "80k USD a year", "opening": "60k USD a year", "sure": "medium"},
    "improve": {"steps": "ask for a written offer, by 4 Dec 2026\ncall Mei, 10 Dec 2026"},
    "reminders": {"on": "off"},
    "this_time": {"line": "If they name a number first, then I ask for its basis."},
}
REFLECT_TEXTS = (
    "agreed at 76k",
    "no deal, they offered 65k",
    "still open",
    "it moved to next week",
    "no longer",
    "76k",
    "1.200",
    "leave it out",
    "no offer",
    "€85k",
    "nothing",
    "they asked about the start date first",
    "yes, I asked how they got there",
    "no",
    "no chance came",
    "4 3 5 4",
    "opening 62k, limit 78k",
    "I'm not sure",
)
REFLECT_FORMS: Mapping[str, Mapping[str, str]] = {
    "outcome": {"ended": "agreed", "figure": "76k USD a year"},
    "surprise": {"line": "they asked about the start date first"},
    "practice": {"used": "yes", "evidence": "I asked how they got there"},
    "worked": {"line": "waiting after their offer"},
    "differently": {"line": "ask who else decides"},
    "ratings": {"result": "4", "myself": "3", "process": "5", "relationship": "4"},
    "revealed": {"limit": "78k USD a year", "opening": "62k USD a year"},
    "next": {"line": "If they name a number first, then I ask how they got there."},
}
COMMIT_TEXTS = (
    "6",
    "P13",
    "28",
    "ask for the basis first",
    "If they name a number first, then I ask how they got there.",
    "ask who else decides",
    "when I meet a team, I'll ask who decides",
    "they raise their voice",
    "then I wait",
    "it is in my notes",
    "six weeks",
    "in 3 weeks",
    "15 Jan",
    "12/10",
    "in two years",
    "not fixed yet",
    "this negotiation",
    "everyday meetings",
    "2",
    "I forget it",
    "if",
    "...",
)
COMMIT_FORMS: Mapping[str, Mapping[str, str]] = {
    "practice": {"code": "P06"},
    "cue": {"words": "they name a number first"},
    "act": {"words": "ask how they got there"},
    "evidence": {"words": "it is in my notes"},
    "until": {"day": "2027-01-15"},
    "about": {"scope": "everyday"},
    "start": {"words": "2"},
}
CHECK_IN_TEXTS = (
    "did it",
    "yes, I asked",
    "not this time",
    "no",
    "no chance",
    "it did not come up",
    "they smiled",
)
CHECK_IN_FORMS: Mapping[str, Mapping[str, str]] = {
    "result": {"result": "did"},
    "note": {"words": "it came too fast"},
}
