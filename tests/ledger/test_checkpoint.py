"""Signed notes and checkpoints: the published example, the round trip, and every way of not being believed."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from custodiet.ledger.checkpoint import Checkpoint, CheckpointRefused, parse, sign, verify
from custodiet.ledger.notes import NoteRefused, VerifierKey, add_signature, open_note, parse_note, sign_note
from custodiet.ledger.tree import EMPTY_ROOT, leaf_hash

# The example that C2SP's signed-note specification prints: a verifier key and a note it verifies.
PRINTED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PRINTED_NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYj"
    "OBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The example that C2SP's tlog-checkpoint specification prints (its key is not printed).
PRINTED_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeM"
    "cTOAYQ8=\n"
)
ORIGIN = "ledger.wessex-vale.example.org"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
ROOT = leaf_hash(b"some tree")
CHECKPOINT = Checkpoint(ORIGIN, 18_204, ROOT)
NOTE = sign(CHECKPOINT, KEY)


def believe(note: str) -> Checkpoint:
    """The note, verified as one of our ledger."""
    return verify(note, origin=ORIGIN, public_key=KEY.public_key())


def signed(text: str) -> str:
    """Any text, honestly signed by our key."""
    return sign_note(text, ORIGIN, KEY)


def test_the_note_of_the_specification_is_verified_by_the_key_of_the_specification() -> None:
    key = VerifierKey.parse(PRINTED_KEY)
    assert open_note(PRINTED_NOTE, [key]) == ("This is an example message.\n", (key,))
    assert str(key) == PRINTED_KEY


def test_the_checkpoint_of_the_specification_is_read() -> None:
    checkpoint = parse(PRINTED_CHECKPOINT)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert PRINTED_CHECKPOINT.startswith(checkpoint.text() + "\n")


def test_a_checkpoint_is_three_lines_an_empty_line_and_a_signature_line() -> None:
    lines = NOTE.split("\n")
    assert lines[:4] == [ORIGIN, "18204", base64.b64encode(ROOT).decode(), ""]
    assert lines[4].startswith(f"— {ORIGIN} ")
    assert lines[5:] == [""]


def test_a_signed_checkpoint_is_believed() -> None:
    assert believe(NOTE) == CHECKPOINT


def test_the_empty_ledger_has_a_checkpoint_too() -> None:
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert believe(sign(empty, KEY)) == empty


def test_the_largest_size_is_read_back() -> None:
    largest = Checkpoint(ORIGIN, 2**63 - 1, ROOT)
    assert believe(sign(largest, KEY)) == largest


def test_a_size_altered_in_a_checkpoint_breaks_its_signature() -> None:
    """The proofs of the tree lean on this: size and root are bound together here."""
    with pytest.raises(CheckpointRefused, match="altered after signing"):
        believe(NOTE.replace("18204", "18205"))


@given(st.integers(0, len(NOTE) - 1), st.characters(exclude_categories=["Cs"]))
def test_a_note_with_any_one_character_altered_is_not_believed(at: int, character: str) -> None:
    altered = NOTE[:at] + character + NOTE[at + 1 :]
    if altered == NOTE:
        assert believe(altered) == CHECKPOINT
    else:
        with pytest.raises(CheckpointRefused):
            believe(altered)


@given(st.integers(0, len(NOTE) - 1))
def test_a_note_cut_short_anywhere_is_not_believed(at: int) -> None:
    with pytest.raises(CheckpointRefused):
        believe(NOTE[:at])


def test_a_note_signed_by_another_key_under_our_name_is_not_believed() -> None:
    with pytest.raises(CheckpointRefused, match="None of the keys you trust"):
        believe(sign(CHECKPOINT, OTHER_KEY))


def test_a_signature_of_another_key_under_our_key_id_is_not_believed() -> None:
    """An attacker can make the four bytes of a key id collide; only the signature decides."""
    ours = parse_note(NOTE).signatures[0]
    theirs = parse_note(sign(CHECKPOINT, OTHER_KEY)).signatures[0]
    forged = base64.b64encode(ours.key_id + theirs.value).decode()
    with pytest.raises(CheckpointRefused, match="altered after signing"):
        believe(f"{CHECKPOINT.text()}\n— {ORIGIN} {forged}\n")


def test_a_checkpoint_of_another_ledger_signed_with_our_key_is_not_ours() -> None:
    with pytest.raises(CheckpointRefused, match="speaks of the ledger 'elsewhere"):
        believe(signed(Checkpoint("elsewhere.example.org", 5, ROOT).text()))


def test_signatures_of_others_beside_ours_are_ignored() -> None:
    witnessed = add_signature(NOTE, "witness.example.org", OTHER_KEY)
    assert believe(witnessed) == CHECKPOINT
    _, by = open_note(witnessed, [VerifierKey("witness.example.org", OTHER_KEY.public_key())])
    assert [key.name for key in by] == ["witness.example.org"]


def test_our_signature_twice_counts_once() -> None:
    ours = VerifierKey(ORIGIN, KEY.public_key())
    assert open_note(add_signature(NOTE, ORIGIN, KEY), [ours])[1] == (ours,)


def test_one_good_and_one_bad_signature_of_the_same_key_is_refused_whole() -> None:
    ours = parse_note(NOTE).signatures[0]
    bad = base64.b64encode(ours.key_id + bytes(64)).decode()
    with pytest.raises(CheckpointRefused, match="altered after signing"):
        believe(f"{NOTE}— {ORIGIN} {bad}\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{ORIGIN}\n5\n", "this one has 2"),
        (f"{ORIGIN}\n05\n{base64.b64encode(ROOT).decode()}\n", "plain decimal number; this one reads '05'"),
        (f"{ORIGIN}\n-5\n{base64.b64encode(ROOT).decode()}\n", "plain decimal number"),
        (f"{ORIGIN}\n٥\n{base64.b64encode(ROOT).decode()}\n", "plain decimal number"),
        (f"{ORIGIN}\n{'9' * 40}\n{base64.b64encode(ROOT).decode()}\n", "plain decimal number"),
        (f"{ORIGIN}\n{2**63}\n{base64.b64encode(ROOT).decode()}\n", "cannot have"),
        (f"{ORIGIN}\n5\nnot base64!\n", "this one is not base64"),
        (f"{ORIGIN}\n5\n{base64.b64encode(ROOT[:31]).decode()}\n", "this one has 31"),
        (f"{ORIGIN}\n5\n{base64.b64encode(ROOT).decode()[:-2]}9=\n", "stray bits"),
        (f"{ORIGIN}\n0\n{base64.b64encode(ROOT).decode()}\n", "not that of an empty ledger"),
        (f"{ORIGIN}\n5\n{base64.b64encode(ROOT).decode()}\n\nmore\n", "empty or holds a line break"),
    ],
)
def test_an_honestly_signed_text_that_is_no_checkpoint_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(CheckpointRefused, match=words):
        believe(signed(text))


def test_extension_lines_of_other_programs_are_kept_and_signed_over() -> None:
    extended = Checkpoint(ORIGIN, 5, ROOT, ("something else",))
    assert believe(sign(extended, KEY)) == extended


@pytest.mark.parametrize("origin", ["", "evil\n999", "has space", "has+plus", "tab\there"])
def test_an_origin_that_would_read_as_another_checkpoint_is_never_signed(origin: str) -> None:
    with pytest.raises(CheckpointRefused):
        sign(Checkpoint(origin, 5, ROOT), KEY)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("", "carries no signature"),
        ("text\n", "carries no signature"),
        ("\n\n— a b\n", "must not be empty"),
        ("text\n\n— a AAAAAAAA", "cut short"),
        ("text\n\n- a AAAAAAAA\n", "has not the form"),
        ("text\n\n— a  AAAAAAAA\n", "has not the form"),
        ("text\n\n— a+b AAAAAAAA\n", "cannot be the name of a key"),
        ("text\n\n— a ????\n", "not written in base64"),
        ("text\n\n— a AAAAAB==\n", "stray bits"),
        ("text\n\n— a AAAA\n", "line 1 of the note holds no signature, only 3 bytes"),
        ("text\n\n— a AAAAAAAA\n— a AAAAAA==\n", "line 2 of the note holds no signature, only 4 bytes"),
        ("te\rxt\n\n— a AAAAAAAA\n", "control character"),
        ("te\ud800xt\n\n— a AAAAAAAA\n", "half of a character"),
        ("text\n\n" + "— a AAAAAAAA\n" * 65, "at most 64 are read"),
        ("x" * 1_000_001, "longer than"),
    ],
)
def test_a_note_that_is_not_one_is_refused_in_words(note: str, words: str) -> None:
    with pytest.raises(NoteRefused, match=words):
        parse_note(note)
    with pytest.raises(CheckpointRefused, match=words):
        parse(note)


def test_sixty_four_signatures_are_read() -> None:
    assert len(parse_note("text\n\n" + "— a AAAAAAAA\n" * 64).signatures) == 64


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "not an Ed25519 key"),
        (PRINTED_KEY.replace("530d903a", "530d903b"), "copied wrongly or altered"),
        (PRINTED_KEY.replace("foo", "fop"), "copied wrongly or altered"),
        (PRINTED_KEY.replace("Aeky", "Auky"), "not an Ed25519 key"),
        (PRINTED_KEY.replace("Aeky", "Ae*y"), "not written in base64"),
    ],
)
def test_a_verifier_key_copied_wrongly_is_refused(written: str, words: str) -> None:
    with pytest.raises(NoteRefused, match=words):
        VerifierKey.parse(written)
