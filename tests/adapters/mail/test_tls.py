"""Links in mails are credentials: they go to the server that was named, or nowhere."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from adapters.mail import MailChat, MailSettings
from adapters.mail.send import reachable
from bot.chat import Message, Text, TryLater
from tests.adapters.mail.post_office import PostOffice
from tests.adapters.mail.rig import KEY, MAILBOX, NOON

LACKING = "the mail server does not fit MAIL_SMTP_URL: SMTP STARTTLS extension not supported by server."
SHORT = Message((Text(("good day",)),))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, that nobody vouches for but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "post.pem"
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + made.public_bytes(encoding))
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def vouched_for(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the certificate, as it would one of a public authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def settings(office: PostOffice, scheme: str, host: str = "127.0.0.1") -> MailSettings:
    return MailSettings(
        smtp_url=f"{scheme}://{host}:{office.port}",
        sender="Convener <convener@cop.example.org>",
        public_url="https://convener.example.org",
        secret_key=KEY,
    )


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_server_that_nobody_vouches_for_gets_no_mail(tls: ssl.SSLContext, at_once: bool) -> None:
    office = PostOffice(tls=tls, at_once=at_once)
    await office.open()
    of_it = settings(office, "smtps" if at_once else "smtp")
    with pytest.raises(TryLater, match="no safe connection to the mail server"):
        await MailChat(of_it, lambda: NOON).post(MAILBOX, SHORT)
    assert "certificate" in await reachable(of_it)
    assert office.mails == []
    await office.close()


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.usefixtures("vouched_for")
async def test_a_server_that_is_who_it_says_gets_it_through_tls(tls: ssl.SSLContext, at_once: bool) -> None:
    office = PostOffice(tls=tls, at_once=at_once)
    await office.open()
    chat = MailChat(settings(office, "smtps" if at_once else "smtp"), lambda: NOON)
    await chat.post(MAILBOX, SHORT)
    await chat.close()
    assert (len(office.mails), office.through_tls) == (1, [True])
    await office.close()


async def test_a_server_elsewhere_that_offers_no_tls_gets_no_mail() -> None:
    """`smtp://` to another machine means STARTTLS; 127.1 leads to this one without looking like it."""
    office = PostOffice()
    await office.open()
    elsewhere = settings(office, "smtp", "127.1")
    with pytest.raises(TryLater) as refused:
        await MailChat(elsewhere, lambda: NOON).post(MAILBOX, SHORT)
    assert (office.connections, office.mails, str(refused.value)) == (1, [], LACKING)
    await office.close()
