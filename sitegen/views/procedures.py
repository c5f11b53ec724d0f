"""The procedures for whoever has ten minutes, by what somebody wants to do."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.models.documents import BoardDocument
from sitegen.models.people import ContactPoint
from sitegen.models.procedures import Procedure, Purpose
from sitegen.site.site import Site
from sitegen.views.lookup import get_many, get_or_none, not_withdrawn
from sitegen.views.orders import natural


class ShownProcedure(NamedTuple):
    """A procedure with whom to call and its document, if that is here."""

    procedure: Procedure
    contacts: tuple[ContactPoint, ...]
    document: BoardDocument | None


class ProcedureGroup(NamedTuple):
    """The procedures of one purpose."""

    purpose: Purpose
    procedures: tuple[ShownProcedure, ...]


def procedures(site: Site) -> tuple[ProcedureGroup, ...]:
    """Arrange the procedures by what somebody wants to do, the most urgent purpose first."""
    listed = sorted(not_withdrawn(site, Procedure), key=lambda p: (p.order, natural(p.title)))
    shown = tuple(
        ShownProcedure(
            procedure,
            get_many(site, ContactPoint, procedure.contacts),
            get_or_none(site, BoardDocument, procedure.document),
        )
        for procedure in listed
    )
    groups = (
        ProcedureGroup(purpose, tuple(p for p in shown if p.procedure.purpose is purpose))
        for purpose in Purpose
    )
    return tuple(group for group in groups if group.procedures)
