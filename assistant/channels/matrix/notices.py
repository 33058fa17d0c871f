"""What the room says of itself; everything else comes from the gateway."""

KEY_WITHIN = 60.0
"""Seconds for which the key of an encrypted message is waited for."""

FILE = "Je ne lis pas les fichiers ni les images : écrivez-moi ce dont il s'agit."
CALLED = "Oui ? Dites-moi quel projet de coopération vous portez, ou posez-moi une question."
DELETED = (
    "Vous avez supprimé un message auquel j'avais déjà répondu : ce que j'en ai compris reste dans notre conversation. "
    "Dites « effacez ma conversation » pour que tout soit effacé chez moi."
)
SEALED = (
    "Je n'ai pas pu lire votre message chiffré : sa clé ne m'est pas parvenue. Écrivez-le de nouveau ; si cela se "
    "répète, invitez-moi dans un salon non chiffré."
)
NOT_JOINED = "Le fichier n'a pas pu être joint ici : ouvrez-le par l'adresse ci-dessus."
DELAYED = (
    "Je ne peux pas répondre pour le moment. Votre message est gardé : j'y réponds dès que possible, sans que vous "
    "ayez à l'écrire de nouveau."
)
MANY = "Je reçois beaucoup de messages de votre part : j'y réponds un par un, dans l'ordre."
FAILED = "Je n'ai pas pu répondre à ce message. Écrivez-le autrement, ou dites « je veux parler à quelqu'un »."
_WELCOME = (
    "Bonjour, je suis l'assistant d'orientation de CERAPCOOP, un robot. Je vous aide à trouver quel programme peut "
    "financer un projet de coopération internationale ou européenne, et qui appeler."
)
_DIRECT = "Décrivez-moi votre projet, ou posez-moi une question."
_GROUP = (
    "Dans ce salon, je ne réponds que si vous me nommez (« assistant : … ») ou dans un fil où je suis déjà. Chacun a "
    "sa propre conversation avec moi ; mes réponses se lisent de tous."
)


def welcome(direct: bool) -> str:
    """What is said on entering a room."""
    return f"{_WELCOME} {_DIRECT if direct else _GROUP}"
