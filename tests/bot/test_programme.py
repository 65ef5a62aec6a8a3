"""Planning in one message, announcing, moving, cancelling, closing."""

from datetime import timedelta

from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, HOUSES, MICROSOFT_1, SESSION, Town

SENTENCE = "plan Core Session 'Remedy for children' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly"


async def test_one_message_plans_a_core_session_of_three_meetings(town: Town) -> None:
    draft = await town.say(FACILITATOR, SENTENCE)
    for line in ("Thu, 4 Mar 2027, 15:00–17:00", "Thu, 11 Mar 2027, 15:00–17:00", "Thu, 18 Mar 2027, 15:00–17:00"):
        assert line in draft
    assert "Nothing is sent before you announce it" in draft
    assert all(not town.world.posts[house] for house in HOUSES)
    assert "appears in 4 houses" in await town.press(FACILITATOR, "Announce in 4 houses")
    await town.settle()
    assert {"Remedy for children" in card for card in town.cards().values()} == {True}


async def test_announcing_twice_shows_one_card(town: Town) -> None:
    await town.announce()
    assert "announced already" in await town.say(FACILITATOR, f"announce {SESSION}")
    await town.settle()
    assert {house: len(town.world.posts[house]) for house in HOUSES} == dict.fromkeys(HOUSES, 1)


async def test_the_same_plan_sent_twice_is_one_draft(town: Town) -> None:
    late = SENTENCE.replace("March", "November")
    await town.say(FACILITATOR, late)
    assert (await town.say(FACILITATOR, late.replace("3 meetings", "2 meetings"))).count("Meeting ") == 2
    assert (await town.say(FACILITATOR, "sessions")).count("Remedy for children") == 1


async def test_a_sentence_that_leaves_something_out_opens_the_form_with_the_rest(town: Town) -> None:
    await town.say(FACILITATOR, "plan Core Session 'Remedy for children' from 4 March 2027 15:00 Geneva time")
    form = town.world.form(FACILITATOR)
    assert form is not None
    values = {field.key: field.value for field in form.form.fields}
    assert values["title"] == "Remedy for children"
    assert values["when"] == "4 March 2027 15:00 Geneva time"
    assert values["kind"] == "core session"
    assert "Thu, 4 Mar 2027" in await town.fill(FACILITATOR, meetings="2", length="90 min")


async def test_an_unreadable_date_keeps_the_form_open_and_what_was_typed(town: Town) -> None:
    await town.say(FACILITATOR, "plan")
    await town.fill(FACILITATOR, title="Remedy for children", when="glorp", meetings="3")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert set(form.problems) == {"when"}
    assert "glorp" in form.problems["when"]
    values = {field.key: field.value for field in form.form.fields}
    assert (values["title"], values["when"], values["meetings"]) == ("Remedy for children", "glorp", "3")


async def test_a_date_without_a_time_is_asked_for_its_time(town: Town) -> None:
    await town.say(FACILITATOR, "plan")
    await town.fill(FACILITATOR, title="T", when="4 March 2027")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "time" in form.problems["when"].lower()


async def test_a_past_date_is_refused(town: Town) -> None:
    await town.say(FACILITATOR, "plan")
    await town.fill(FACILITATOR, title="T", when="4 March 2021 15:00")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "past" in form.problems["when"]


async def test_a_series_keeps_its_wall_clock_when_the_clocks_change(town: Town) -> None:
    draft = await town.say(
        FACILITATOR, "plan Core Session 'T' with 2 meetings from 24 March 2027 15:00 Geneva time, 2 h, weekly"
    )
    assert "24 Mar 2027, 15:00" in draft
    assert "31 Mar 2027, 15:00" in draft


async def test_a_draft_can_be_changed_meeting_by_meeting_and_discarded(town: Town) -> None:
    await town.say(FACILITATOR, SENTENCE)
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    second = form.form.fields[2].key
    changed = await town.fill(FACILITATOR, **{second: "12 March 2027 16:00 Geneva time"})
    assert ("Fri, 12 Mar 2027, 16:00–18:00" in changed, "Thu, 11 Mar" in changed) == (True, False)
    assert "The draft is gone." in await town.press(FACILITATOR, "Discard")
    assert "Remedy for children" not in await town.say(FACILITATOR, "sessions")


async def test_a_draft_is_known_to_facilitators_only(town: Town) -> None:
    await town.say(FACILITATOR, SENTENCE)
    assert "Remedy for children" not in await town.say(CISCO_1, "sessions")
    assert "I know no session" in await town.say(CISCO_1, "who is coming to Remedy for children")


async def test_whoever_names_no_city_means_their_own_clock_which_is_called_as_the_community_does(town: Town) -> None:
    await town.announce()
    asked = await town.say(FACILITATOR, f"move meeting 2 of {SESSION} to 12 March 2027 16:00")
    assert "Fri, 12 Mar 2027, 16:00–18:00 Geneva" in asked


async def test_moving_a_meeting_tells_everybody_concerned_once_and_redraws(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await town.press_card(CISCO_1, "Not this time")
    await town.settle()
    asked = await town.say(FACILITATOR, f"move meeting 2 of {SESSION} to 12 March 2027 16:00 Geneva time")
    assert "To: Fri, 12 Mar 2027, 16:00–18:00 Geneva · 15:00–17:00 UTC" in asked
    assert "From: Thu, 11 Mar 2027, 15:00–17:00 Geneva" in asked
    assert "3 people will be told." in asked
    answer = await town.press(FACILITATOR, "Move it")
    assert "Meeting 2 is moved. 1 person is told." in answer
    assert "2 have no chat account yet" in answer
    await town.move(2, "12 March 2027 17:00 Geneva time")
    await town.settle()
    told = town.world.sees(ERICSSON_1)
    assert told.count("has moved") == 1
    assert "Now: Fri, 12 Mar 2027, 17:00–19:00 Geneva" in told
    assert "Before: Thu, 11 Mar 2027, 15:00 Geneva" in told
    assert "has moved" not in town.world.sees(CISCO_1)
    assert {"Fri, 12 Mar 2027, 17:00–19:00" in card for card in town.cards().values()} == {True}


async def test_nobody_is_told_at_night(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.move(2, "12 March 2027 16:00 Geneva time")
    await town.settle()
    assert "has moved" not in town.world.sees(CISCO_1)  # 01:20 in California
    town.clock.move(timedelta(hours=7))
    await town.settle()
    assert "has moved" in town.world.sees(CISCO_1)


async def test_a_meeting_moved_back_in_time_tells_nobody(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.move(2, "12 March 2027 16:00 Geneva time")
    await town.move(2, "11 March 2027 15:00 Geneva time")
    town.clock.move(timedelta(hours=12))
    await town.settle()
    assert "has moved" not in town.world.sees(CISCO_1)


async def test_the_form_moves_a_meeting_too(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"manage {SESSION}")
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    await town.world.press(FACILITATOR, latest.id, "Move…")
    await town.fill(FACILITATOR, when="soon")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert list(form.problems) == ["when"]
    assert "Move meeting 1 of" in await town.fill(FACILITATOR, when="5 March 2027 15:00 Geneva time")
    assert "Meeting 1 is moved" in await town.press(FACILITATOR, "Move it")


async def test_two_readings_are_two_buttons_and_nothing_typed_is_lost(town: Town) -> None:
    seen = await town.say(
        FACILITATOR, "plan Core Session 'T' with 2 meetings from next Thursday 15:00 Geneva time, 2 h, weekly"
    )
    assert "Did you mean" in seen
    assert town.world.buttons(FACILITATOR) == (
        "Thu, 14 Jan 2027, 15:00 Geneva",
        "Thu, 7 Jan 2027, 15:00 Geneva",
        "Change…",
    )
    draft = await town.press(FACILITATOR, "Thu, 14 Jan 2027, 15:00 Geneva")
    assert ("Thu, 14 Jan 2027, 15:00–17:00" in draft, "Thu, 21 Jan 2027, 15:00–17:00" in draft) == (True, True)


async def test_one_click_keeps_the_end_that_was_typed_and_the_communitys_own_name_for_its_clock(town: Town) -> None:
    await town.say(
        FACILITATOR, "plan Core Session 'T' with 2 meetings from next Thursday 15:00-16:30 Geneva time, weekly"
    )
    draft = await town.press(FACILITATOR, "Thu, 14 Jan 2027, 15:00–16:30 Geneva")
    assert "Thu, 21 Jan 2027, 15:00–16:30 Geneva" in draft


async def test_an_abbreviation_of_many_zones_is_offered_by_city(town: Town) -> None:
    await town.say(FACILITATOR, "plan Core Session 'T' with 1 meeting on 20 January 2027 10:00 CST, 2 h")
    assert town.world.buttons(FACILITATOR) == (
        "Wed, 20 Jan 2027, 10:00 Chicago",
        "Wed, 20 Jan 2027, 10:00 Shanghai",
        "Wed, 20 Jan 2027, 10:00 Havana",
        "Change…",
    )
    assert "10:00–12:00 Shanghai" in await town.press(FACILITATOR, "Wed, 20 Jan 2027, 10:00 Shanghai")


async def test_an_abbreviation_of_one_season_does_not_stay_on_a_meeting_of_the_other(town: Town) -> None:
    draft = await town.say(
        FACILITATOR, "plan Core Session 'T' with 2 meetings from 27 March 2027 15:00 CET, 2 h, weekly"
    )
    assert "Sat, 3 Apr 2027, 15:00–17:00 Geneva" in draft
    await town.press(FACILITATOR, "Change…")
    assert "Sat, 3 Apr 2027, 15:00–17:00 Geneva" in await town.fill(FACILITATOR, title="T2")


async def test_a_deadline_of_two_readings_is_two_buttons_after_those_for_the_start(town: Town) -> None:
    await town.say(FACILITATOR, "Special Briefing on Data, next Thursday 15:00, 25 seats, answers by 03/02/2027")
    asked = await town.press(FACILITATOR, "Thu, 14 Jan 2027, 15:00 Geneva")
    assert "day first or month first" in asked
    draft = await town.press(FACILITATOR, "Wed, 3 Feb 2027")
    assert ("Thu, 14 Jan 2027" in draft, "answers by Wed, 3 Feb 2027, 23:59 Geneva" in draft) == (True, True)


async def test_a_form_with_two_readings_asks_as_well(town: Town) -> None:
    await town.say(FACILITATOR, "plan")
    seen = await town.fill(FACILITATOR, title="T", when="03/05/2027 15:00 Geneva time", meetings="2")
    assert "Did you mean" in seen
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert {field.key: field.value for field in form.fields}["title"] == "T"
    assert {field.key: field.value for field in form.fields}["when"] == "03/05/2027 15:00 Geneva time"


async def test_a_doubtful_date_in_a_drafts_form_is_two_buttons_and_all_else_is_kept(town: Town) -> None:
    await town.say(FACILITATOR, "plan Core Session 'T' with 2 meetings from 27 March 2027 15:00 CET, 2 h, weekly")
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    second = [field.key for field in form.fields if field.key.isdecimal()][1]
    seen = await town.fill(FACILITATOR, title="T2", length="90 min", **{second: "03/05/2027 15:00 Geneva time"})
    assert "Everything else is saved. Meeting 2:" in seen
    assert "Did you mean" in seen
    draft = await town.press(FACILITATOR, "Mon, 3 May 2027, 15:00 Geneva")
    assert draft.startswith("T2")
    assert ("15:00–16:30 Geneva" in draft, "Mon, 3 May 2027" in draft) == (True, True)


async def test_a_move_to_a_doubtful_date_asks_which(town: Town) -> None:
    await town.announce()
    seen = await town.say(FACILITATOR, f"move meeting 2 of {SESSION} to 03/05/2027 15:00 Geneva time")
    assert "Did you mean" in seen
    await town.press(FACILITATOR, "Mon, 3 May 2027, 15:00 Geneva")
    assert "Meeting 2 is moved." in town.world.last(FACILITATOR)


async def test_a_series_in_a_sentence_brings_its_own_rhythm(town: Town) -> None:
    draft = await town.say(
        FACILITATOR, "plan Core Session 'T' with 3 meetings, every Tuesday 15:00-17:00 from 2 March 2027 Geneva time"
    )
    for day in ("Tue, 2 Mar 2027, 15:00–17:00", "Tue, 9 Mar 2027, 15:00–17:00", "Tue, 16 Mar 2027, 15:00–17:00"):
        assert day in draft


async def test_a_draft_says_each_date_in_utc_too(town: Town) -> None:
    assert "Thu, 4 Mar 2027, 15:00–17:00 Geneva · 14:00–16:00 UTC" in await town.say(FACILITATOR, SENTENCE)


async def test_cancelling_asks_first_then_tells_once(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Maybe")
    asked = await town.say(FACILITATOR, f"cancel meeting 3 of {SESSION}")
    assert "3 people will be told." in asked
    assert "Meeting 3 is cancelled. 1 person is told." in await town.press(FACILITATOR, "Cancel this meeting")
    await town.settle()
    assert town.world.sees(ERICSSON_1).count("is cancelled") == 1
    assert {"cancelled" in card for card in town.cards().values()} == {True}
    assert "You said maybe." in await town.press_card(ERICSSON_1, "Maybe")


async def test_closing_takes_no_more_answers_and_opening_does_again(town: Town) -> None:
    await town.announce()
    assert "Sign-up is closed." in await town.say(FACILITATOR, f"close {SESSION}")
    await town.settle()
    assert "Coming" not in town.world.card("cisco").buttons
    assert "Sign-up is open again." in await town.press(FACILITATOR, "Open sign-up again")
    await town.settle()
    assert "You are coming" in await town.press_card(CISCO_1, "Coming")


async def test_what_facilitators_do_is_refused_kindly_to_others(town: Town) -> None:
    await town.announce()
    for sentence in (SENTENCE, "announce x", f"close {SESSION}", f"cancel meeting 1 of {SESSION}", "code Cisco"):
        assert "Only facilitators can do that." in await town.say(CISCO_2, sentence)
    card = town.world.card("cisco")
    for action in ('session.close {"session":1}', 'plan.announce {"session":1}', 'meeting.cancelled {"meeting":1}'):
        await town.world.press_packed(CISCO_2, card.id, action)
        assert "Only facilitators can do that." in town.world.last(CISCO_2)
    await town.settle()
    assert "cancelled" not in town.world.card("microsoft").words


async def test_the_programme_is_listed_to_everybody(town: Town) -> None:
    await town.announce()
    assert SESSION in await town.say(MICROSOFT_1, "sessions")
    assert "Access to remedy" not in await town.say(MICROSOFT_1, "sessions")
    assert "Access to remedy" in await town.say(FACILITATOR, "sessions")


async def test_a_title_cannot_mention_everybody(town: Town) -> None:
    await town.say(FACILITATOR, SENTENCE.replace("Remedy for children", "<!channel> & <b>bold</b>"))
    assert "<!channel> & <b>bold</b>" in town.world.last(FACILITATOR)


async def test_help_names_only_what_the_person_may_do(town: Town) -> None:
    assert "plan Core Session" in await town.say(FACILITATOR, "help")
    own = await town.say(CISCO_1, "help")
    assert ("plan Core Session" in own, "who is coming" in own) == (False, True)


async def test_a_slip_is_met_with_what_was_meant(town: Town) -> None:
    assert "Did you mean sessions?" in await town.say(CISCO_1, "sesions")
