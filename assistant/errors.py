"""Every error that the assistant raises on purpose.

    AssistantError             something a person can act upon; its message is a French sentence
    ├── InputError             what was given cannot be read (a line that is not JSON, an unknown code)
    ├── BaseUnavailable        the programme base is missing, locked, or of another version
    ├── PersonalUnavailable    what is kept of people (requests, sheets) cannot be read or written
    ├── RecordsError           a YAML record breaks the rules of data/programmes/SCHEMA.md
    ├── ModelUnavailable       no trained model, or one that this version cannot load
    └── ServingError           a server cannot start or does not answer (assistant/serving/environment.py)

Commands print the message and end with 2; nothing else is expected to escape.
"""


class AssistantError(Exception):
    """Base of the tree: the message is written in French for the person who will read it."""


class InputError(AssistantError):
    """The input of a command or a value of a project's facts cannot be understood."""


class BaseUnavailable(AssistantError):
    """The programme base cannot be opened: missing, locked, or not at this version's schema."""


class PersonalUnavailable(AssistantError):
    """The base of requests to advisers and of sheets cannot be opened, read or written."""


class RecordsError(AssistantError):
    """A record cannot be read or breaks a rule of the schema."""


class ModelUnavailable(AssistantError):
    """The language model is missing or cannot be loaded."""
