"""Story one, line by line: 17 calls and 43 texts from the work telephone in ten weeks, and the chat that she handed over."""

from datetime import datetime

CALL, TEXT = "call", "text"
ON, OFF, UNKNOWN = "on duty", "off duty", "unknown"

CONTACTS: tuple[tuple[str, str, int, str], ...] = (
    # when by the clock on the wall, what, seconds, and what the roster says of him at that moment
    ("2021-11-22 15:02:10", CALL, 412, ON), ("2021-11-22 15:20:44", TEXT, 0, ON), ("2021-11-22 20:41:03", TEXT, 0, ON),
    ("2021-11-23 22:15:31", TEXT, 0, ON), ("2021-11-24 23:05:12", CALL, 655, ON), ("2021-11-25 00:12:55", TEXT, 0, ON),
    ("2021-11-26 19:30:20", TEXT, 0, OFF), ("2021-11-27 20:10:48", CALL, 1130, OFF),

    ("2021-11-29 08:15:09", TEXT, 0, ON), ("2021-11-29 12:40:37", TEXT, 0, ON), ("2021-11-30 10:05:18", TEXT, 0, ON),
    ("2021-12-01 17:35:26", CALL, 540, ON), ("2021-12-01 21:10:02", TEXT, 0, ON), ("2021-12-02 22:20:51", TEXT, 0, ON),
    ("2021-12-03 23:30:14", TEXT, 0, ON), ("2021-12-05 14:00:33", CALL, 875, OFF),

    ("2021-12-06 18:45:40", TEXT, 0, OFF), ("2021-12-07 11:20:05", TEXT, 0, ON), ("2021-12-09 10:30:29", TEXT, 0, ON),
    ("2021-12-10 15:15:58", CALL, 320, ON), ("2021-12-10 15:40:11", TEXT, 0, ON), ("2021-12-11 16:20:47", TEXT, 0, ON),
    ("2021-12-12 22:05:23", CALL, 710, ON),

    ("2021-12-13 01:05:36", TEXT, 0, ON), ("2021-12-13 23:50:19", TEXT, 0, ON), ("2021-12-14 22:10:42", TEXT, 0, ON),
    ("2021-12-15 20:30:08", TEXT, 0, OFF), ("2021-12-16 21:15:54", TEXT, 0, OFF), ("2021-12-18 16:40:27", CALL, 1500, OFF),
    ("2021-12-19 09:10:13", TEXT, 0, ON),

    ("2021-12-20 13:30:35", TEXT, 0, ON), ("2021-12-21 18:20:59", CALL, 480, ON), ("2021-12-21 22:45:06", TEXT, 0, ON),
    ("2021-12-22 21:30:22", TEXT, 0, OFF), ("2021-12-23 20:00:49", TEXT, 0, OFF), ("2021-12-24 17:10:16", CALL, 960, OFF),
    ("2021-12-25 10:00:38", TEXT, 0, OFF), ("2021-12-26 12:15:01", TEXT, 0, UNKNOWN),

    ("2021-12-27 13:40:53", TEXT, 0, UNKNOWN), ("2021-12-29 11:25:30", TEXT, 0, ON), ("2021-12-29 14:50:07", CALL, 260, ON),
    ("2021-12-31 23:40:45", TEXT, 0, ON), ("2022-01-01 15:05:21", CALL, 205, ON), ("2022-01-02 22:30:56", TEXT, 0, ON),

    ("2022-01-03 23:15:12", CALL, 605, ON), ("2022-01-05 19:20:34", TEXT, 0, OFF), ("2022-01-08 08:30:17", TEXT, 0, ON),
    ("2022-01-09 10:50:41", TEXT, 0, ON),

    ("2022-01-10 19:45:28", CALL, 515, ON), ("2022-01-11 22:50:03", TEXT, 0, ON), ("2022-01-12 23:20:50", TEXT, 0, ON),
    ("2022-01-13 22:00:15", CALL, 345, ON), ("2022-01-14 18:10:39", TEXT, 0, OFF), ("2022-01-16 12:00:26", TEXT, 0, ON),

    ("2022-01-18 11:00:44", TEXT, 0, OFF), ("2022-01-20 16:30:09", CALL, 430, ON), ("2022-01-21 20:15:57", TEXT, 0, ON),

    ("2022-01-25 19:00:32", CALL, 1240, OFF), ("2022-01-27 12:30:18", TEXT, 0, OFF), ("2022-01-30 17:45:24", TEXT, 0, ON),
)  # fmt: skip
"""Each paragraph is a week, from Monday 22 November 2021 to Sunday 30 January 2022."""

HIM, HER = "+44 7700 900672", "Amy Lockyer"
"""How the chat shows them: he was never among her saved contacts; the telephone is hers."""
_MARK = "\u200e"
PHOTO, PRESENT = "00000014-PHOTO-2021-12-18-21-02-40.png", "00000029-PHOTO-2022-01-05-20-11-09.png"

CHAT: tuple[tuple[str, str, str], ...] = (
    ("10/12/2021, 16:02:11", HIM, f"{_MARK}Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them."),
    ("10/12/2021, 16:02:11", HIM, "Hi Amy, it's Gareth from the other week. This is my own number, easier than the work one"),
    ("10/12/2021, 17:40:52", HER, "oh hi. is this about the statement?"),
    ("10/12/2021, 17:44:30", HIM, "No no, just checking you're ok. You seemed so low that night"),
    ("10/12/2021, 18:15:03", HER, "getting there thank you"),
    ("11/12/2021, 22:31:47", HIM, "Quiet late. Thinking about you"),
    ("12/12/2021, 09:12:20", HER, "is it ok that we're texting? with the case and that"),
    ("12/12/2021, 21:50:08", HIM, "The case is with the DA team now, nothing to do with me\nso nobody can say anything"),
    ("15/12/2021, 20:41:35", HIM, "Saw your pictures on your page. You look really well x"),
    ("15/12/2021, 20:58:14", HER, "how did you find that, it's under my middle name"),
    ("15/12/2021, 21:00:02", HIM, "Ha. I am a detective at heart"),
    ("18/12/2021, 17:20:45", HER, "thanks for ringing. sorry i was upset"),
    ("18/12/2021, 21:02:40", HIM, f"{_MARK}<attached: {PHOTO}>"),
    ("18/12/2021, 21:03:12", HIM, "View from here tonight. Wish you could see it"),
    ("19/12/2021, 08:05:29", HER, "nice"),
    ("22/12/2021, 21:44:51", HIM, "Got off early. Fancy company?"),
    ("22/12/2021, 22:10:06", HER, "i don't think so. my sister's here"),
    ("22/12/2021, 22:11:30", HIM, f"{_MARK}This message was deleted."),
    ("24/12/2021, 17:35:18", HIM, "Merry Christmas Amy xx"),
    ("25/12/2021, 10:40:33", HER, "happy christmas"),
    ("28/12/2021, 19:22:07", HIM, f"{_MARK}Missed voice call"),
    ("28/12/2021, 19:25:40", HIM, "Tried to ring. You ok?"),
    ("28/12/2021, 20:02:16", HER, "i was putting my daughter to bed"),
    ("01/01/2022, 00:04:09", HIM, "Happy new year gorgeous"),
    ("01/01/2022, 11:30:22", HER, "happy new year"),
    ("05/01/2022, 19:48:37", HIM, "Have you told anyone about us talking?"),
    ("05/01/2022, 20:05:55", HER, "only my sister. why"),
    ("05/01/2022, 20:11:09", HIM, f"{_MARK}<attached: {PRESENT}>"),
    ("05/01/2022, 20:12:41", HIM, "Got you something. Best we keep this between us though, people at work wouldn't understand"),
    ("09/01/2022, 11:15:26", HER, "please don't send presents"),
    ("11/01/2022, 23:05:13", HIM, f"{_MARK}{HIM} turned on disappearing messages. New messages will disappear from this chat 7 days after they're sent."),
    ("11/01/2022, 23:06:48", HIM, "Just tidier x"),
    ("12/01/2022, 08:20:59", HER, "how do you know i've moved"),
    ("12/01/2022, 23:31:04", HIM, "You must have said"),
    ("12/01/2022, 23:40:17", HER, "i didn't"),
    ("14/01/2022, 18:25:38", HIM, f"{_MARK}This message was deleted."),
    ("16/01/2022, 12:20:42", HIM, "Don't be like that"),
    ("18/01/2022, 11:20:05", HER, "i'd like to be left alone now"),
    ("25/01/2022, 19:30:11", HIM, "Please just talk to me"),
    ("27/01/2022, 12:45:50", HER, "please stop"),
)  # fmt: skip
"""Local day and time as an iPhone set to British English exports them. Three lines are the program's own, two were deleted."""


def moment(text: str) -> datetime:
    """The naive local moment of a row of CONTACTS."""
    return datetime.fromisoformat(text)


def chat_text() -> bytes:
    """`_chat.txt` as an iPhone exports it: the mark before lines with an attachment, CRLF between messages."""
    lines = [f"{_MARK if words.startswith(_MARK) else ''}[{at}] {who}: {words}" for at, who, words in CHAT]
    return ("\r\n".join(lines) + "\r\n").encode()


SCREENS = (
    ("Monday 29 November 2021", (
        ("Morning Amy. Hope you slept. Gareth", False, "08:15"),
        ("bit better thanks", True, "08:31"),
        ("Good. You deserve someone looking out for you", False, "12:40"),
    )),
    ("Thursday 2 December 2021", (
        ("Didn't know your birthday was coming up! Any plans?", False, "22:20"),
        ("how do you know when my birthday is", True, "22:34"),
    )),
    ("Tuesday 11 January 2022", (
        ("Nice street you've moved to. Quiet", False, "22:50"),
        ("i never told you i moved", True, "23:02"),
    )),
)  # fmt: skip
"""Three screens of her telephone with texts from the work telephone. Days and times agree with the bill."""
