"""What the kinds of file are called on the pages."""

PROPER = {
    "whatsapp": "WhatsApp",
    "sms_backup": "SMS Backup & Restore",
    "instagram": "Instagram",
    "snapchat": "Snapchat",
    "telegram": "Telegram",
    "signal": "Signal",
    "email": "E-mail",
}


def kind_name(kind: str) -> str:
    """“WhatsApp”, “Phone bill”; empty where the kind is not told yet."""
    return PROPER.get(kind) or kind.replace("_", " ").capitalize()
