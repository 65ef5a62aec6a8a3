"""Mail: messages out as mails, and the page that their links lead to.

`parse`, `render`, `letter` and `page` are pure; `receive` (the web) and `send` (SMTP) are thin. Nothing is read from a
mailbox: whoever wants to say something says it on the page.

Quirks worth remembering
- A mail cannot be changed once it is sent: `update` does nothing, and the page shows things as they are.
- Mail systems open every link of a mail before its reader does, and some run the scripts they find: a GET changes
  nothing, ever, and the page has one button that does (decision 9).
- Whoever holds a link is taken for its reader: there is no login. The seal in the address is the credential.
- Gmail cuts a mail off behind 102 kB; old programs give up on addresses above some 2,000 characters.
- Outlook reads tables and inline styles, everybody else a style sheet too: `letter` writes both.
"""

from adapters.mail.receive import MailFront
from adapters.mail.send import MailChat
from adapters.mail.settings import MailSettings

__all__ = ["MailChat", "MailFront", "MailSettings"]
