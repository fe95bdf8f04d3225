"""Letters: composed as values, stored in the transaction of their cause, sent by the worker.

One row and one Message-ID per letter and recipient for ever. Delivery is at least once: a worker
killed between the server's "250" and the mark sends the same Message-ID again.
"""

from meeting_app.core.outbox.letter import ERASED_DOMAIN as ERASED_DOMAIN
from meeting_app.core.outbox.letter import Attachment as Attachment
from meeting_app.core.outbox.letter import Letter as Letter
from meeting_app.core.outbox.letter import fold_blanks as fold_blanks
from meeting_app.core.outbox.letter import unlinked as unlinked
from meeting_app.core.outbox.letter import write as write
from meeting_app.core.outbox.message import message as message
from meeting_app.core.outbox.models import Attempt as Attempt
from meeting_app.core.outbox.models import MailAttempt as MailAttempt
from meeting_app.core.outbox.models import MailQueue as MailQueue
from meeting_app.core.outbox.models import OutgoingMail as OutgoingMail
from meeting_app.core.outbox.models import Reason as Reason
from meeting_app.core.outbox.posting import count_as_sent as count_as_sent
from meeting_app.core.outbox.posting import post as post
from meeting_app.core.outbox.posting import post_many as post_many
from meeting_app.core.outbox.posting import withdraw as withdraw
from meeting_app.core.outbox.queue import find_queue as find_queue
from meeting_app.core.outbox.sending import Condition as Condition
from meeting_app.core.outbox.sending import Rules as Rules
from meeting_app.core.outbox.sending import send_next as send_next
from meeting_app.core.outbox.transport import Folder as Folder
from meeting_app.core.outbox.transport import Smtp as Smtp
from meeting_app.core.outbox.transport import Transport as Transport
