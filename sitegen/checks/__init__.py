"""What every build must keep: one function a rule, named after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sitegen.checks import (
    calendar_days,
    chronology,
    colleagues,
    contradictions,
    copied,
    dates,
    embargo,
    figures,
    files,
    follow_up,
    headings,
    inside,
    links,
    listings,
    own_words,
    pages,
    parts,
    pasted,
    personal_data,
    phone_numbers,
    press,
    prose,
    publication,
    published_urls,
    references,
    register,
    style,
    typed_titles,
    unfinished,
    web_addresses,
    withdrawal,
)
from sitegen.checks.context import CheckContext
from sitegen.checks.links import FinishedPage, ReadPage, SiteUrls
from sitegen.checks.references import Withheld
from sitegen.checks.text_fields import TextField
from sitegen.content.record import Record
from sitegen.issues.issue import Issue
from sitegen.models.base import Item
from sitegen.site.site import Site

if TYPE_CHECKING:
    from sitegen.content.body import Body

REFERENCE_CHECKS: Final[tuple[Callable[[Site, Withheld], Iterator[Issue]], ...]] = (
    parts.the_home_page_is_there,
    references.references_lead_somewhere,
    own_words.words_are_known,
    register.pages_follow_their_reviews,
    register.reviews_in_progress_say_whether_they_show,
    embargo.embargoes_lift_at_one_moment,
    embargo.events_are_at_times_that_clocks_show,
    register.papers_wait_with_their_review,
    contradictions.papers_belong_to_their_review,
    published_urls.moved_addresses_wait_with_their_page,
    typed_titles.what_waits_is_not_named,
)
"""Must hold before anything else can be looked at: pages cannot be made of what is not there."""

TEXT_CHECKS: Final[tuple[Callable[[Body, CheckContext], Iterator[Issue]], ...]] = (
    prose.link_texts_say_where_they_lead,
    prose.links_to_other_sites_are_safe,
    prose.pictures_are_described,
    prose.headings_never_skip_a_level,
    prose.abbreviations_are_explained,
    prose.nothing_is_shouted,
    prose.nothing_is_computer_code,
    prose.numbers_come_from_contact_points,
    calendar_days.weekdays_match_their_dates,
    calendar_days.days_are_in_the_calendar,
    prose.sentences_are_short,
    figures.figures_are_inserted,
)
"""About one text, as its readers meet it."""

FIELD_CHECKS: Final[tuple[Callable[[TextField, CheckContext], Iterator[Issue]], ...]] = (
    phone_numbers.numbers_stand_in_no_other_field,
    calendar_days.fields_name_days_of_the_calendar,
    style.links_stand_apart_from_words,
    style.sentences_stand_apart,
    style.no_line_stands_empty,
    style.short_lines_are_kept_apart,
    pasted.letters_are_what_they_seem,
    pasted.words_are_in_one_piece,
    pasted.no_word_stands_twice,
    pasted.marks_of_other_systems_are_gone,
    copied.nothing_of_other_pages_is_left,
    web_addresses.links_are_for_everybody,
    unfinished.nothing_is_left_unfinished,
    unfinished.texts_do_not_break_off,
    unfinished.signs_come_in_pairs,
    colleagues.nothing_is_meant_for_colleagues,
    pasted.short_fields_hold_plain_words,
    headings.headings_are_written_as_headings,
    personal_data.details_are_not_published,
)
"""About one text or short field, as its author wrote it."""

RECORD_CHECKS: Final[tuple[Callable[[Record[Item], CheckContext], Iterator[Issue]], ...]] = (
    style.documents_are_dated,
    style.titles_are_short,
    style.titles_name_something,
    style.pages_say_something,
    phone_numbers.contacts_can_be_called,
    register.milestones_stand_in_order,
    follow_up.actions_agree_with_their_evidence,
    follow_up.recommendations_agree_with_their_notes,
    chronology.what_was_done_stands_in_order,
    chronology.words_of_an_event_name_its_day,
    contradictions.titles_agree_with_their_dates,
    contradictions.milestones_agree_with_the_words,
    contradictions.pseudonyms_fit_the_children,
    press.press_details_stay_untied,
    style.lists_show_a_summary,
    style.lists_are_written_as_lists,
)
"""About one record. Of these and those above, what was found is remembered from build to build:
they are told a CheckContext and read nothing else."""

CHECKS_OF_BROKEN_RECORDS: Final = (phone_numbers.contacts_can_be_called,)
"""Those of one record that need no field which it may lack: a fault hides no other one."""

CONTENT_CHECKS: Final[tuple[Callable[[Site], Iterator[Issue]], ...]] = (
    references.sources_lead_to_their_paragraph,
    register.statuses_are_explained,
    register.thematic_reviews_join_published_ones,
    register.published_reviews_have_come_out,
    parts.versions_are_of_one_page,
    own_words.added_words_are_added_once,
    listings.news_and_events_have_a_page,
    listings.newsletters_are_of_a_series,
    listings.records_leave_the_addresses_of_lists_free,
    listings.bodies_are_written_in_one_way,
    listings.lists_stay_short,
    publication.reviews_are_signed_off,
    publication.reviews_have_their_papers,
    publication.reviews_name_their_reviewer,
    publication.reviews_have_recommendations,
    publication.the_panel_has_the_report_in_time,
    publication.delays_have_reasons,
    inside.files_hold_no_private_details,
    personal_data.allowances_are_needed,
    embargo.nothing_is_dated_ahead,
    embargo.plans_are_for_likely_years,
    dates.numbers_are_checked_again,
    dates.recommendations_are_not_late,
    dates.actions_are_not_late,
    dates.updates_are_given,
    dates.procedures_are_looked_at_again,
    dates.pages_are_looked_at_again,
    dates.the_statement_is_reviewed_yearly,
    published_urls.old_addresses_are_whole,
    files.files_are_fit_to_publish,
    files.files_are_named_once,
    files.the_mark_and_the_sharing_picture_fit,
    files.files_have_a_page_that_says_the_same,
    withdrawal.only_what_is_withdrawn_is_kept,
    contradictions.titles_name_their_own_review,
    contradictions.numbers_belong_to_one_contact,
    contradictions.groups_stand_below_each_other,
    contradictions.menus_name_each_page_once,
    follow_up.recommendations_come_after_their_review,
    contradictions.issues_are_listed_once,
    parts.lists_stand_on_one_page,
)
"""About what authors wrote, told at their line, where more of the site must be looked at."""

PAGE_CHECKS: Final[tuple[Callable[[ReadPage], Iterator[Issue]], ...]] = (
    pages.pages_name_their_language,
    pages.parts_name_a_language_that_there_is,
    pages.pages_have_one_main_heading,
    pages.pages_are_described,
    pages.links_have_names,
    pages.images_have_alternatives,
    pages.tables_are_described,
    pages.ids_are_unique,
    pages.landmarks_are_told_apart,
    pages.fields_have_labels,
    pages.nothing_is_empty,
    pages.pages_hold_no_code,
    pages.the_skip_link_comes_first,
)
"""About one finished page."""

SITE_CHECKS: Final[tuple[Callable[[Sequence[FinishedPage], SiteUrls], Iterator[Issue]], ...]] = (
    links.links_lead_somewhere,
    links.resources_are_there,
    links.pages_can_be_found,
    links.titles_are_unique,
    links.canonical_addresses_are_true,
)
"""About all finished pages together."""

ONLY_OF_THE_WHOLE: Final = frozenset((pages.nothing_is_empty, links.pages_can_be_found))
"""Checks of pages that would tell what only follows from something that is missing."""

TOLD_AT_THE_LINE: Final = frozenset(
    (
        pages.pages_have_one_main_heading,
        pages.images_have_alternatives,
        pages.links_have_names,
        pages.nothing_is_empty,
    )
)
"""Checks of pages that would tell again what is told of the text that a page is made of."""
