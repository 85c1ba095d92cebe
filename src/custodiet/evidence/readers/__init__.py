"""The readers: one tuple, one module for each kind of file. To add one, write the module and its row here."""

from custodiet.evidence.readers.access_log import ACCESS_LOG
from custodiet.evidence.readers.email import Email
from custodiet.evidence.readers.extracts import EXTRACTS
from custodiet.evidence.readers.handset_report import HandsetReport
from custodiet.evidence.readers.instagram import Instagram
from custodiet.evidence.readers.phone_bill import PhoneBill
from custodiet.evidence.readers.registers import DEVICE_REGISTER, PHONE_LINKS
from custodiet.evidence.readers.roster import ROSTER
from custodiet.evidence.readers.screenshots import Screenshots
from custodiet.evidence.readers.signal import Signal
from custodiet.evidence.readers.sms_backup import SmsBackup
from custodiet.evidence.readers.snapchat import Snapchat
from custodiet.evidence.readers.telegram import Telegram
from custodiet.evidence.readers.telephony import Telephony
from custodiet.evidence.readers.whatsapp import WhatsApp
from custodiet.evidence.reading import Reader

READERS: tuple[Reader, ...] = (
    ACCESS_LOG,
    DEVICE_REGISTER,
    PHONE_LINKS,
    ROSTER,
    *EXTRACTS,
    HandsetReport(),
    PhoneBill(),
    Telephony(),
    Screenshots(),
    WhatsApp(),
    SmsBackup(),
    Instagram(),
    Snapchat(),
    Telegram(),
    Signal(),
    Email(),
)  # fmt: skip

BY_NAME: dict[str, Reader] = {reader.name: reader for reader in READERS}
