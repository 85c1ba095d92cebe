"""The words of the regulations, spelt as the regulations spell them.

Everything that has a name in law has it here once: offices, capacities, kinds of matter, severities, outcomes,
standards, stages, and the citation with its confidence. `docs/glossary.md` is generated from this file.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Term(StrEnum):
    """A closed list of terms of art; the value is the term as printed, the name is how code spells it."""

    @property
    def capitalised(self) -> str:
        """The term as it opens a sentence."""
        return self.value[:1].upper() + self.value[1:]


class Confidence(Enum):
    """How sure a citation is; carried from the reading of the texts to the page."""

    FULL = ("S*", "the whole provision was read")
    READ = ("S", "read in the named source")
    PART = ("S~", "read in part, or in a source that restates it")
    KNOWN = ("M+", "well known, not read in the source")
    UNSURE = ("M?", "uncertain: must be confirmed before anything depends on it")
    MISSING = ("NF", "looked for and not found")

    @property
    def tag(self) -> str:
        """The short mark printed beside a citation."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What the mark means, in words."""
        return self.value[1]


class Instrument(Enum):
    """The instruments cited: short key, title, and the path of the official text below BASE."""

    PRA = ("PRA", "Police Reform Act 2002", "ukpga/2002/30")
    CMR20 = ("CMR20", "Police (Complaints and Misconduct) Regulations 2020", "uksi/2020/2")
    CMR12 = ("CMR12", "Police (Complaints and Misconduct) Regulations 2012", "uksi/2012/1204")
    CR20 = ("CR20", "Police (Conduct) Regulations 2020", "uksi/2020/4")
    CR12 = ("CR12", "Police (Conduct) Regulations 2012", "uksi/2012/2632")
    CR15AM = ("CR15am", "Police (Conduct) (Amendment) Regulations 2015", "uksi/2015/626")
    FO17 = (
        "FO17",
        "Police (Conduct, Complaints and Misconduct and Appeal Tribunal) (Amendment) Regulations 2017",
        "uksi/2017/1134",
    )
    BL17 = ("BL17", "Police Barred List and Police Advisory List Regulations 2017", "uksi/2017/1135")
    PAT20 = ("PAT20", "Police Appeals Tribunals Rules 2020", "uksi/2020/1")
    PER20 = ("PER20", "Police (Performance) Regulations 2020", "uksi/2020/3")
    PCA17 = ("PCA17", "Policing and Crime Act 2017", "ukpga/2017/3")
    PA96 = ("PA96", "Police Act 1996", "ukpga/1996/16")
    AM24 = ("AM24", "Police (Conduct) (Amendment) Regulations 2024", "uksi/2024/521")
    VET25 = ("VET25", "Police (Vetting) Regulations 2025", "uksi/2025/502")
    AM25 = (
        "AM25",
        "Police (Conduct, Performance and Complaints and Misconduct) (Amendment) Regulations 2025",
        "uksi/2025/558",
    )
    AM26 = ("AM26", "Police (Conduct and Vetting etc.) (Amendment) Regulations 2026", "")
    CPA26 = ("CPA26", "Crime and Policing Act 2026", "ukpga/2026/20")
    SOA92 = ("SOA92", "Sexual Offences (Amendment) Act 1992", "ukpga/1992/34")
    DPA18 = ("DPA18", "Data Protection Act 2018", "ukpga/2018/12")
    LA80 = ("LA80", "Limitation Act 1980", "ukpga/1980/58")
    GUIDANCE = ("Guidance", "Guidance of the Director General, the College or the Home Office", "")
    POLICY = ("Policy", "Good practice of the force, not law", "")

    @property
    def key(self) -> str:
        """The short key used in citations."""
        return self.value[0]

    @property
    def title(self) -> str:
        """The instrument's title in full."""
        return self.value[1]

    @property
    def path(self) -> str:
        """The instrument's path on the official site; empty where it has none or it is not known."""
        return self.value[2]


BASE = "https://www.legislation.gov.uk/"
_UNREAD = (Instrument.AM26, Instrument.CPA26)


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision, and how sure we are of it.

    `provision` is what follows the instrument's key ("42(8)", "Sch 3 para 15"); `confidence` says how it was read.
    """

    instrument: Instrument
    provision: str
    confidence: Confidence = Confidence.FULL
    note: str = ""

    @property
    def advises(self) -> bool:
        """True where the rule may advise only: it is uncertain, or its text was never read."""
        return self.confidence in (Confidence.UNSURE, Confidence.MISSING) or self.instrument in _UNREAD

    @property
    def text(self) -> str:
        """The citation as printed, for example "CR20 42(8)"."""
        return f"{self.instrument.key} {self.provision}".strip()

    @property
    def url(self) -> str:
        """The official address, down to the regulation, section, rule or schedule; empty where there is none."""
        if not self.instrument.path:
            return ""
        return BASE + self.instrument.path + _place(self.instrument, self.provision)

    def __str__(self) -> str:
        return self.text


def _place(instrument: Instrument, provision: str) -> str:
    words = provision.replace(",", " ").replace(";", " ").split()
    if not words:
        return ""
    if words[0] == "Sch" and len(words) > 1:
        place = f"/schedule/{words[1]}"
        if "para" in words or "paras" in words:
            after = words[[w in ("para", "paras") for w in words].index(True) + 1]
            place += f"/paragraph/{after.split('(')[0].split('-')[0]}"
        return place
    number = words[0].lstrip("s.").split("(")[0].split("-")[0]
    if not number[:1].isdigit():
        return ""
    kind = "section" if instrument.path.startswith("ukpga") else ("rule" if instrument is Instrument.PAT20 else "regulation")
    return f"/{kind}/{number}"


def cite(instrument: Instrument, provision: str, confidence: Confidence = Confidence.FULL, note: str = "") -> Citation:
    """A citation, written short: `cite(CR20, "42(8)")`."""
    return Citation(instrument, provision, confidence, note)


class Office(Term):
    """Who decides, who owes, who is owed. A decision is always taken by an office, never by a person alone."""

    APPROPRIATE_AUTHORITY = "appropriate authority"
    LOCAL_POLICING_BODY = "local policing body"
    DIRECTOR_GENERAL = "Director General of the IOPC"
    INVESTIGATOR = "investigator"
    SENIOR_OFFICER = "senior officer"
    CHAIR = "chair"
    PERSON_CONDUCTING = "person conducting the proceedings"
    LEGALLY_QUALIFIED_ADVISER = "legally qualified adviser"
    APPEAL_PERSON = "person determining the appeal"
    TRIBUNAL = "Police Appeals Tribunal"
    COURT = "court"
    OFFICER_CONCERNED = "officer concerned"
    COMPLAINANT = "complainant"
    INTERESTED_PERSON = "interested person"
    REVIEW_BODY = "relevant review body"
    REVIEWER = "reviewer"
    LINE_MANAGER = "line manager"
    VETTING_AUTHORITY = "vetting authority"
    VETTING_ASSESSOR = "vetting assessor"
    VETTING_PANEL = "vetting appeal panel"
    COLLEGE = "College of Policing"
    RECORDER = "recorder of the force"  # whoever keeps the record: states facts, decides nothing


class Capacity(Term):
    """In what capacity the person complained of serves; the Conduct Regulations reach officers only."""

    MEMBER_OF_A_POLICE_FORCE = "member of a police force"
    SPECIAL_CONSTABLE = "special constable"
    STAFF = "police staff"
    VOLUNTEER = "designated volunteer"
    CONTRACTOR = "contractor"


class Rank(Term):
    """Ranks in rising order; the Metropolitan and City ranks stand where they count as senior."""

    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief inspector"
    SUPERINTENDENT = "superintendent"
    CHIEF_SUPERINTENDENT = "chief superintendent"
    ASSISTANT_CHIEF_CONSTABLE = "assistant chief constable"
    COMMANDER = "commander"
    DEPUTY_CHIEF_CONSTABLE = "deputy chief constable"
    DEPUTY_ASSISTANT_COMMISSIONER = "deputy assistant commissioner"
    ASSISTANT_COMMISSIONER = "assistant commissioner"
    DEPUTY_COMMISSIONER = "deputy commissioner"
    CHIEF_CONSTABLE = "chief constable"
    COMMISSIONER = "commissioner"
    NONE = "no rank"

    @property
    def senior(self) -> bool:
        """Above chief superintendent: a senior officer (CR20 2(1))."""
        ranks = list(Rank)
        return self is not Rank.NONE and ranks.index(self) > ranks.index(Rank.CHIEF_SUPERINTENDENT)

    @property
    def chief_officer(self) -> bool:
        """A chief officer, or the Met Deputy Commissioner who stands beside one (CMR20 4(1)(c), 7(1)(g))."""
        return self in (Rank.CHIEF_CONSTABLE, Rank.COMMISSIONER, Rank.DEPUTY_COMMISSIONER)


class MatterKind(Term):
    """What came in (PRA s.12)."""

    COMPLAINT = "complaint"
    CONDUCT_MATTER = "conduct matter"
    DSI_MATTER = "death or serious injury matter"


class HowFound(Term):
    """How the matter was found; stands beside every count."""

    COMPLAINT = "complaint"
    COLLEAGUE = "colleague"
    PROACTIVE_AUDIT = "proactive audit"
    OTHER_FORCE = "other force"
    VETTING = "vetting"
    COURT_OR_PROSECUTOR = "court or prosecutor"
    OTHER = "other"


class Attention(Term):
    """To whose attention an allegation first came; AM25 64 counts the Director General, CR20 3 does not."""

    APPROPRIATE_AUTHORITY = "appropriate authority"
    CHIEF_OFFICER = "chief officer"
    LOCAL_POLICING_BODY = "local policing body"
    DIRECTOR_GENERAL = "Director General of the IOPC"


class ReferralCriterion(Term):
    """The mandatory criteria R1 to R10, and the voluntary one (CMR20 4, 7, 9; PRA Sch 3 paras 4, 13, 14C)."""

    R1 = "death or serious injury"
    R2 = "serious assault"
    R3 = "serious sexual offence"
    R4 = "serious corruption, including abuse of position for a sexual purpose or an improper emotional relationship"
    R5 = "crime or disciplinary behaviour aggravated by discrimination"
    R6 = "relevant offence"
    R7 = "same incident as conduct under R1 to R6"
    R8 = "conduct of a chief officer or the Met Deputy Commissioner"
    R9 = "called in by the Director General"
    R10 = "death or serious injury matter"
    VOLUNTARY = "gravity or exceptional circumstances (voluntary)"


class ModeOfInvestigation(Term):
    """The forms of investigation (PRA Sch 3 para 15), the two that ended in 2020, and a return to the force."""

    LOCAL = "local"
    DIRECTED = "directed"
    INDEPENDENT = "independent"
    SUPERVISED = "supervised"
    MANAGED = "managed"
    RETURNED_TO_FORCE = "returned to force"

    @property
    def by_director_general(self) -> bool:
        """True where the Director General, not the authority, carries the decisions of the investigation."""
        return self in (ModeOfInvestigation.DIRECTED, ModeOfInvestigation.INDEPENDENT)


class Handling(Term):
    """How a recorded complaint is handled (PRA Sch 3 para 6(2A)-(2B))."""

    INVESTIGATE = "investigate"
    OTHERWISE = "handle otherwise than by investigation"
    NO_FURTHER_ACTION = "no further action"


class Severity(Term):
    """What a severity assessment, a case-to-answer determination or a finding may say."""

    NEITHER = "neither misconduct nor gross misconduct"
    MISCONDUCT = "misconduct"
    GROSS_MISCONDUCT = "gross misconduct"


class FormOfProceedings(Term):
    """The forms of proceedings; a special case hearing is the accelerated hearing of the 2012 Regulations."""

    MEETING = "misconduct meeting"
    HEARING = "misconduct hearing"
    ACCELERATED_HEARING = "accelerated misconduct hearing"
    SPECIAL_CASE_HEARING = "special case hearing"
    STAFF_MEETING = "staff disciplinary meeting"


class Outcome(Term):
    """What a meeting or a hearing may impose, under any regime."""

    NO_ACTION = "no action"
    REFLECTIVE_PRACTICE = "reflective practice review process"
    MANAGEMENT_ADVICE = "management advice"
    WRITTEN_WARNING = "written warning"
    FINAL_WRITTEN_WARNING = "final written warning"
    EXTENSION_OF_FINAL_WRITTEN_WARNING = "extension of a final written warning"
    REDUCTION_IN_RANK = "reduction in rank"
    DISMISSAL_WITH_NOTICE = "dismissal with notice"
    DISMISSAL_WITHOUT_NOTICE = "dismissal without notice"
    WOULD_HAVE_BEEN_DISMISSED = "would have been dismissed"
    CASE_DISMISSED = "case dismissed"
    RETURNED_TO_AUTHORITY = "returned to the appropriate authority"

    @property
    def ends_service(self) -> bool:
        """Dismissal in any form, or the finding that takes its place for a former officer."""
        return self in (
            Outcome.DISMISSAL_WITH_NOTICE,
            Outcome.DISMISSAL_WITHOUT_NOTICE,
            Outcome.WOULD_HAVE_BEEN_DISMISSED,
        )


class PurposeOfOutcome(Term):
    """What an outcome is for (College guidance on outcomes). To punish is not among them."""

    CONFIDENCE = "maintain public confidence in the police"
    STANDARDS = "uphold high standards in policing"
    PROTECTION = "protect the public"


class PartOfReasons(Term):
    """What the reasons in a report of an outcome are given for (CR20 43(1), 63(1)), in the order of the stages."""

    CULPABILITY = "culpability"
    HARM = "harm"
    AGGRAVATING = "what makes it more serious"
    MITIGATING = "what makes it less serious"
    PURPOSE = "what the outcome is for"
    LEAST_SEVERE = "why nothing less severe"
    NOT_DISMISSED = "why not dismissal"


class StandardOfProfessionalBehaviour(Term):
    """The ten Standards (CR20 Sch 2; the same names in CR12 Sch 2)."""

    HONESTY_AND_INTEGRITY = "Honesty and Integrity"
    AUTHORITY_RESPECT_AND_COURTESY = "Authority, Respect and Courtesy"
    EQUALITY_AND_DIVERSITY = "Equality and Diversity"
    USE_OF_FORCE = "Use of Force"
    ORDERS_AND_INSTRUCTIONS = "Orders and Instructions"
    DUTIES_AND_RESPONSIBILITIES = "Duties and Responsibilities"
    CONFIDENTIALITY = "Confidentiality"
    FITNESS_FOR_DUTY = "Fitness for Duty"
    DISCREDITABLE_CONDUCT = "Discreditable Conduct"
    CHALLENGING_AND_REPORTING_IMPROPER_CONDUCT = "Challenging and Reporting Improper Conduct"


class Departure(Term):
    """How a person left."""

    RESIGNED = "resigned"
    RETIRED = "retired"
    DISMISSED = "dismissed"
    OTHER = "left otherwise"


class Seat(Term):
    """A seat at a hearing or meeting; which must be filled depends on the regime of the history."""

    LEGALLY_QUALIFIED_CHAIR = "legally qualified chair"
    CHIEF_OFFICER_CHAIR = "chief officer of the force or delegate, as chair"
    OTHER_FORCE_CHAIR = "more senior officer of another force, as chair"
    SENIOR_CHAIR = "senior officer or senior human resources professional, as chair"
    HMCIC_OR_NOMINEE = "HM Chief Inspector of Constabulary or nominee"
    POLICE_MEMBER = "police member, superintendent or above and senior in rank to the officer"
    LAY_MEMBER_WITH_EXPERIENCE = "lay member with relevant qualification or experience"
    LAY_MEMBER = "lay member"
    LISTED_PERSON = "person from the local policing body's list"
    LEGALLY_QUALIFIED_ADVISER = "legally qualified adviser"
    PERSON_CONDUCTING = "person conducting the meeting"
    CHIEF_OFFICER_ALONE = "chief officer or delegate, alone"


class Protected(Term):
    """What a direction on publication binds."""

    OFFICER_NAME = "name of the officer"
    COMPLAINANT = "complainant"
    VICTIM = "victim"
    WITNESS = "witness"
    LOCATION = "location"
    DATES = "dates"


class RestrictionKind(Term):
    """What a restriction of an officer's duties takes away: a place, a duty, a system, or being alone with people."""

    PLACE = "place"
    DUTY = "duty"
    SYSTEMS = "systems"
    LONE_CONTACT = "lone contact"


class NoticePart(Term):
    """What the chair may require a public notice of a hearing to give (CR20 36(1), 53(1))."""

    NAME = "name"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    CONDUCT = "conduct"


class HarmTest(Term):
    """Why information is kept from the officer: preventing its disclosure is one of these (the harm test, CR20 6)."""

    CRIMINAL_PROCEEDINGS = (
        "necessary for the purpose of preventing the premature or inappropriate disclosure of information that is relevant to, or may be "
        "used in, any criminal proceedings"
    )
    NATIONAL_SECURITY = "necessary in the interests of national security"
    CRIME = "necessary for the purpose of the prevention or detection of crime, or the apprehension or prosecution of offenders"
    MISCONDUCT_BY_OTHERS = (
        "necessary for the purpose of the prevention or detection of misconduct by other police officers or police staff members or their "
        "apprehension for such matters"
    )
    DISPROPORTIONATE_EFFORT = (
        "justified on the grounds that providing the information would involve disproportionate effort in comparison to the seriousness "
        "of the allegations against the officer concerned"
    )
    WELFARE_AND_SAFETY = "necessary and proportionate for the protection of the welfare and safety of any informant or witness"
    PUBLIC_INTEREST = "otherwise in the public interest"


class LeftOut(Term):
    """Why something is in no bundle for the panel or the public, beside the grounds of the harm test."""

    NOT_RELEVANT = "not relevant to what is to be decided"
    NOT_RELIED_ON = "neither side relies on it"
    PRIVILEGE = "legal professional privilege"
    DIRECTION = "by direction of the person chairing or conducting the proceedings (CR20 39(3), 59(2))"
    ANONYMITY = "it could lead to the complainant of a sexual offence being known (SOA92 1)"
    PRIVATE = "it was not read out or shown in public"


class Cut(Term):
    """For whom a bundle is."""

    OFFICER = "officer and representative"
    PANEL = "panel"
    PUBLIC = "public"


class PaperKind(Term):
    """Papers that the force gives, each with its base in the Regulations."""

    NOTICE_OF_INVESTIGATION = "notice of investigation"
    SUSPENSION = "suspension"
    NOTICE_OF_REFERRAL = "notice of referral to proceedings"
    RESPONSE_FORM = "form for the officer's response"
    NOTICE_OF_HEARING = "notice of the hearing or meeting"
    OUTCOME = "notice of the outcome"
    BARRED_LIST_REPORT = "report to the barred list"
    ADVISORY_LIST_REPORT = "report to the advisory list"
    CHAIRS_REPORT = "report of the chair"
    OUTCOME_LETTER = "letter about the outcome"


class Stance(Term):
    """What the officer says to an allegation (CR20 31(2)). No answer is not a denial."""

    ACCEPTS = "accepts"
    ACCEPTS_IN_PART = "accepts in part"
    DENIES = "denies"


class ResponsePart(Term):
    """What an officer's response says beside the answer to each allegation (CR20 18, 31(2)-(4); CR12 16, 22)."""

    STATEMENT = "statement to the investigator"
    MITIGATION = "mitigation"
    OBJECTIONS = "objections to whoever decides"
    LAW = "points of law"
    DISPUTED = "documents in dispute, and why"
    RELIED_ON = "documents relied on"
    WITNESSES = "witnesses proposed, and what each can say"
    MESSAGE = "messages to the appropriate authority"


class ToldOf(Term):
    """What a complainant, interested person or officer was told of."""

    RECORDING = "recording"
    REFERRAL = "referral"
    PROGRESS = "progress"
    OUTCOME = "outcome"
    RIGHT_TO_REVIEW = "right to a review"
    HEARING = "date, time and place of the hearing"
    APPEAL = "an appeal"
    APPEAL_RESULT = "the result of an appeal"
    WITHDRAWAL = "withdrawal"


class Stage(Term):
    """How far a track has come; computed from the steps, never stored as the truth."""

    RECEIVED = "received"
    RECORDED = "recorded"
    REFERRED = "referred"
    INVESTIGATION = "investigation"
    DECISION = "decision on the report"
    PROCEEDINGS = "proceedings"
    HEARING = "hearing"
    OUTCOME = "outcome"
    FOLLOW_UP = "follow-up"
    CLOSED = "closed"
