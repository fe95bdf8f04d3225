"""A plan in plain words: who is missing and why, and why loads cannot be more even."""

from collections import Counter
from collections.abc import Iterable

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.abstracts.models import Abstract
from meeting_app.core.locale import language_name
from meeting_app.review import rules
from meeting_app.review.matching import Group
from meeting_app.review.rules import Obstacle
from meeting_app.review.service import Proposal


def shortages(proposal: Proposal) -> list[tuple[Abstract, int, list[str]]]:
    """Abstracts for which too few may review, how many are missing, and what keeps the others."""
    text_of = {text.id: text for text in proposal.texts}
    return [
        (proposal.abstracts[number], missing, _reasons(text_of[number], proposal.readers))
        for number, missing in proposal.plan.missing.items()
    ]


def _reasons(text: rules.Text, readers: Iterable[rules.Reader]) -> list[str]:
    members = [reader for reader in readers if not reader.left]
    counted = rules.obstacles(text, members)
    sentences = [
        ngettext(
            "The committee has %(num)d member.", "The committee has %(num)d members.", len(members)
        )
    ]
    if n := counted[Obstacle.LANGUAGE]:
        language = language_name(text.language, g.lang)
        sentences.append(
            ngettext(
                "%(num)d does not read %(language)s.",
                "%(num)d do not read %(language)s.",
                n,
                language=language,
            )
        )
    if n := counted[Obstacle.ORGANISATION]:
        sentences.append(
            ngettext(
                "%(num)d belongs to an organisation of its people.",
                "%(num)d belong to an organisation of its people.",
                n,
            )
        )
    if n := counted[Obstacle.AUTHOR]:
        sentences.append(
            ngettext("%(num)d is one of its people.", "%(num)d are among its people.", n)
        )
    if n := counted[Obstacle.DECLARED]:
        sentences.append(
            ngettext(
                "%(num)d declared a conflict of interest.",
                "%(num)d declared conflicts of interest.",
                n,
            )
        )
    return sentences


def bottleneck(proposal: Proposal) -> list[str]:
    """Why the loads differ by more than one; nothing when they do not."""
    proof = proposal.plan.bottleneck
    if proof is None:
        return []
    loads = proposal.plan.loads.values()
    sentences = [
        _(
            "The loads go from %(least)d to %(most)d. No other plan is more even, because:",
            least=min(loads),
            most=max(loads),
        ),
        _(
            "%(names)s: they must write %(reviews)d reviews together, because too few others may "
            "review %(abstracts)s.",
            names=_names(proof.crowded, proposal),
            reviews=proof.crowded.reviews,
            abstracts=_abstracts(proof.crowded, proposal),
        ),
        _(
            "%(names)s: they can write %(reviews)d reviews together and no more, because there is "
            "nothing else that they may review.",
            names=_names(proof.spare, proposal),
            reviews=proof.spare.reviews,
        ),
    ]
    if languages := _languages(proof.crowded, proposal):
        sentences.append(
            _("To share the work better, add members who read: %(languages)s.", languages=languages)
        )
    return sentences


def _names(group: Group, proposal: Proposal) -> str:
    name_of = {reader.id: reader.name for reader in proposal.readers}
    # Isolated, so that a Latin name in an Arabic sentence keeps its place.
    return _(", ").join(f"\u2068{name_of[number]}\u2069" for number in group.reviewers)


def _abstracts(group: Group, proposal: Proposal) -> str:
    return ngettext(
        "%(num)d abstract (%(languages)s)",
        "%(num)d abstracts (%(languages)s)",
        len(group.abstracts),
        languages=_languages(group, proposal),
    )


def _languages(group: Group, proposal: Proposal) -> str:
    """Of the group's abstracts, most frequent first."""
    counted = Counter(proposal.abstracts[number].language for number in group.abstracts)
    return _(", ").join(language_name(code, g.lang) for code, _times in counted.most_common())
