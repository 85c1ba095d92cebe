"""The words that WhatsApp itself puts into an export, in the languages read: tables, nothing else.

English as the program writes it; German, French, Spanish, Italian, Portuguese and Dutch from exports that were seen; Welsh as
far as it can be foreseen. Compared in lower case, without invisible signs and without the last full stop.
"""

OMITTED = frozenset({
    "<media omitted>", "<medien ausgeschlossen>", "<médias omis>", "<fichier omis>", "<multimedia omitido>", "<archivo omitido>",
    "<media omessi>", "<file omesso>", "<mídia oculta>", "<arquivo de mídia oculto>", "<ficheiro não revelado>", "<ficheiro omitido>",
    "<media weggelaten>", "<cyfryngau wedi'u hepgor>", "<cyfryngau heb eu cynnwys>",
})  # fmt: skip
"""The whole text of a message whose media Android left out."""

THINGS = {
    "image": "image", "video": "video", "video note": "video", "audio": "audio", "sticker": "sticker", "gif": "GIF",
    "document": "document",
    "contact card": "contact card", "view once message": "", "view once voice message": "audio", "view once photo": "image",
    "view once video": "video",
    "bild": "image", "dokument": "document", "kontaktkarte": "contact card", "videonachricht": "video",
    "vidéo": "video", "autocollant": "sticker", "fiche contact": "contact card", "carte de contact": "contact card",
    "imagen": "image", "documento": "document", "tarjeta de contacto": "contact card",
    "immagine": "image", "scheda contatto": "contact card",
    "imagem": "image", "vídeo": "video", "áudio": "audio", "figurinha": "sticker", "autocolante": "sticker",
    "cartão do contato": "contact card",
    "cartão de contacto": "contact card",
    "afbeelding": "image", "contactkaart": "contact card", "contactgegevens": "contact card",
    "delwedd": "image", "fideo": "video", "sain": "audio", "dogfen": "document", "cerdyn cyswllt": "contact card",
}  # fmt: skip
LEFT_OUT = frozenset({
    "omitted", "weggelassen", "ausgelassen", "absente", "absent", "omise", "omis", "manquant", "manquante", "retiré", "omitida",
    "omitido",
    "omessa", "omesso", "esclusa", "escluso", "non incluso", "ocultada", "ocultado", "oculta", "oculto", "não revelada", "não revelado",
    "weggelaten", "wedi'i hepgor", "heb ei gynnwys",
})  # fmt: skip
"""iOS writes a thing and one of these: “image omitted”."""

ATTACHED_AFTER = (
    "(file attached)", "(datei angehängt)", "(fichier joint)", "(archivo adjunto)", "(file allegato)", "(arquivo anexado)",
    "(ficheiro anexado)",
    "(bestand bijgevoegd)", "(ffeil wedi'i hatodi)", "(ffeil ynghlwm)", "<attached>",
)  # fmt: skip
ATTACHED_BEFORE = frozenset({
    "attached", "anhang", "pièce jointe", "joint", "adjunto", "allegato", "anexado", "anexo", "bijgevoegd", "bijlage", "atodiad",
    "ynghlwm",
})  # fmt: skip
"""iOS: “<attached: NAME>”."""

DELETED = frozenset({
    "this message was deleted", "message deleted", "diese nachricht wurde gelöscht", "nachricht gelöscht", "ce message a été supprimé",
    "message supprimé",
    "este mensaje fue eliminado", "se eliminó este mensaje", "mensaje eliminado", "questo messaggio è stato eliminato",
    "messaggio eliminato",
    "mensagem apagada", "esta mensagem foi apagada", "essa mensagem foi apagada", "mensagem eliminada", "dit bericht is verwijderd",
    "bericht verwijderd", "dit bericht werd verwijderd", "dilëwyd y neges hon", "cafodd y neges hon ei dileu", "neges wedi'i dileu",
})  # fmt: skip
DELETED_HERE = frozenset({
    "you deleted this message", "you deleted this message for everyone", "du hast diese nachricht gelöscht",
    "vous avez supprimé ce message",
    "tu as supprimé ce message", "eliminaste este mensaje", "has eliminado este mensaje", "hai eliminato questo messaggio",
    "você apagou esta mensagem", "apagou esta mensagem", "eliminou esta mensagem", "je hebt dit bericht verwijderd",
    "u heeft dit bericht verwijderd", "rydych wedi dileu'r neges hon", "rydych chi wedi dileu'r neges hon",
    "fe wnaethoch chi ddileu'r neges hon",
})  # fmt: skip
"""Written only on the telephone of whoever deleted it."""

EDITED = (
    "<this message was edited>", "<diese nachricht wurde bearbeitet>", "<ce message a été modifié>", "<se editó este mensaje.>",
    "<se editó este mensaje>",
    "<questo messaggio è stato modificato>", "<mensagem editada>", "<esta mensagem foi editada>", "<dit bericht is bewerkt>",
    "<golygwyd y neges hon>",
)  # fmt: skip
WAITING = (
    "waiting for this message", "warten auf diese nachricht", "en attente de ce message", "esperando este mensaje",
    "esperando el mensaje",
    "in attesa del messaggio", "in attesa di questo messaggio", "aguardando mensagem", "a aguardar por esta mensagem",
    "wachten op dit bericht",
    "yn aros am y neges hon",
)  # fmt: skip

ENCRYPTED = (
    "end-to-end encrypt", "ende-zu-ende-verschlüssel", "chiffrés de bout en bout", "chiffrement de bout en bout",
    "cifrados de extremo a extremo",
    "cifrado de extremo a extremo", "crittografati end-to-end", "crittografia end-to-end", "criptografia de ponta a ponta",
    "encriptação ponto a ponto", "encriptação de ponta a ponta", "end-to-end versleuteld", "end-to-end-versleutel",
    "amgryptio o ben i ben",
    "hamgryptio o'r ddau ben",
)  # fmt: skip
ENCRYPTED_BEGINS = (
    "messages ", "nachrichten ", "deine nachrichten", "les messages", "vos messages", "los mensajes", "tus mensajes", "i messaggi",
    "as mensagens",
    "mensagens ", "berichten ", "de berichten", "negeseuon ", "mae negeseuon", "this chat ", "your messages",
)  # fmt: skip
"""The notice of encryption, in all its wordings, begins with one of these and holds one of the others."""

SYSTEM = (
    ("disappearing", (
        "disappearing messages", "message timer", "messages will disappear", "new messages will disappear", "selbstlöschende nachrichten",
        "verschwindende nachrichten", "messages éphémères", "mensajes temporales", "messaggi effimeri", "mensagens temporárias",
        "zelfverwijderende berichten", "verdwijnende berichten", "negeseuon sy'n diflannu", "negeseuon diflanedig",
    )),
    ("security code", (
        "security code with", "security code changed", "your security code", "sicherheitsnummer", "sicherheitscode", "code de sécurité",
        "código de seguridad", "codice di sicurezza", "código de segurança", "beveiligingscode", "cod diogelwch",
    )),
    ("chat privacy", ("advanced chat privacy", "erweiterter chat-datenschutz")),
    ("number changed", ("changed to +", "changed their phone number", "changed to a new phone number", "hat die telefonnummer geändert")),
    ("blocked", ("you blocked this", "you unblocked this", "du hast diesen kontakt blockiert", "vous avez bloqué ce contact",
        "bloqueaste a este contacto")),
    ("contact", (" is a contact", "is in your contacts", "not a contact")),
    ("group", (
        "created group", "created this group", "joined using", "joined from the community", "you joined", "added you", "you added",
        "you were added",
        "you removed", "you left", "changed the subject", "changed the group", "changed this group", "changed the description",
        "deleted this group",
        "changed this chat", "pinned a message", "now an admin", "no longer an admin", "group settings", "was added", "was removed",
        "requested to join", "started a call",
        "hat die gruppe", "hat dich hinzugefügt", "a créé le groupe", "creó el grupo", "ha creato il gruppo", "criou o grupo",
        "heeft de groep",
    )),
)  # fmt: skip
"""Marks of system lines, and what such a line holds."""
GROUP_VERBS = (
    " added ",
    " removed ",
    " left",
    " joined",
    " hinzugefügt",
    " a ajouté ",
    " añadió a ",
    " ha aggiunto ",
    " adicionou ",
    " heeft ",
)
"""In a line without sender these tell of a group."""

CALL_STARTS = (
    "missed voice call", "missed video call", "missed group voice call", "missed group video call", "missed group call", "voice call",
    "video call",
    "group call", "group voice call", "group video call", "silenced voice call", "silenced video call", "call ended",
    "verpasster sprachanruf",
    "verpasster videoanruf", "sprachanruf", "videoanruf", "appel vocal manqué", "appel vidéo manqué", "llamada perdida",
    "videollamada perdida",
    "chiamata vocale persa", "videochiamata persa", "chamada de voz perdida", "chamada de vídeo perdida", "gemiste spraakoproep",
    "gemiste video-oproep", "galwad llais a gollwyd", "galwad fideo a gollwyd",
)  # fmt: skip
MISSED = ("missed", "silenced", "verpasst", "manqué", "perdida", "persa", "gemiste", "a gollwyd")
NOT_ANSWERED = ("no answer", "not answered", "declined", "unanswered", "keine antwort")
UNITS = {
    "sec": 1, "secs": 1, "second": 1, "seconds": 1, "s": 1, "sek": 1, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "std": 3600,
}  # fmt: skip
"""Seconds in a unit of a call's length."""
