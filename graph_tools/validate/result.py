"""What a rule found, before it is led to a cell and put into words."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_tools.errors import Severity

__all__ = ["Result"]


@dataclass(frozen=True)
class Result:
    """One violation.

    Attributes:
        rule: IRI of the property shape or SPARQL constraint.
        severity: ``error`` or ``warning``.
        focus: IRI of the node at fault.
        path: IRI of its property at fault, or None where the whole node is meant.
        value: the offending value, or None.
        value_is_iri: the value is a node or a term, not a text.
        slots: values for the ``{?variable}`` slots of the rule's message.
    """

    rule: str
    severity: Severity
    focus: str
    path: str | None
    value: str | None
    value_is_iri: bool
    slots: dict[str, str] = field(default_factory=dict)
