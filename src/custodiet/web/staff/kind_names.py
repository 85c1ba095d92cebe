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


def kind_choice(kind: str, about: str) -> str:
    """“Phone bill: CSV, XLSX …” for a list to choose from: what the reader says of itself, after the name where that adds to it."""
    name = kind_name(kind)
    return f"{about[0].upper()}{about[1:]}" if about.lower().startswith(name.lower()) else f"{name}: {about}"


def kind_name(kind: str) -> str:
    """“WhatsApp”, “Phone bill”; empty where the kind is not told yet."""
    return PROPER.get(kind) or kind.replace("_", " ").capitalize()
