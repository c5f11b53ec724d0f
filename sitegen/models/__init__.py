"""The board's own words: one class for each type of record, and the table of collections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitegen.models.addresses import Address
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument, DocumentText, HandbookChapter, Newsletter
from sitegen.models.enquiries import Enquiry
from sitegen.models.figures import Figure
from sitegen.models.follow_up import Action, Evidence, Recommendation, ScrutinyRecord
from sitegen.models.glossary import Term
from sitegen.models.news import CalendarEvent, Campaign, NewsItem
from sitegen.models.pages import Page
from sitegen.models.people import ContactPoint, Group, Person, RoleProfile
from sitegen.models.procedures import Procedure
from sitegen.models.processes import Diagram, Process
from sitegen.models.questions import Question
from sitegen.models.reviews import Briefing, Review, Theme
from sitegen.models.topics import RequiredTopic
from sitegen.models.worries import Worry

COLLECTIONS: Final[Mapping[str, type[Item]]] = {
    "pages": Page,
    "reviews": Review,
    "themes": Theme,
    "recommendations": Recommendation,
    "actions": Action,
    "evidence": Evidence,
    "enquiries": Enquiry,
    "briefings": Briefing,
    "questions": Question,
    "figures": Figure,
    "processes": Process,
    "procedures": Procedure,
    "diagrams": Diagram,
    "documents": BoardDocument,
    "texts": DocumentText,
    "news": NewsItem,
    "events": CalendarEvent,
    "campaigns": Campaign,
    "newsletters": Newsletter,
    "handbook": HandbookChapter,
    "roles": RoleProfile,
    "people": Person,
    "groups": Group,
    "contacts": ContactPoint,
    "worries": Worry,
    "scrutiny": ScrutinyRecord,
    "glossary": Term,
    "addresses": Address,
    "topics": RequiredTopic,
}
"""Every collection: a folder of Markdown files if its type has a body, else one YAML list."""
