"""One action a kind of answer; the rules of data/stories say which intent calls which."""

from actions.base import DialogueAction
from assistant.dialogue import (
    asides,
    catalogue,
    contacts,
    courtesy,
    definitions,
    greeting,
    guidance,
    orientation,
    privacy,
    readiness,
    repair,
    requests,
)


class ActionGreet(DialogueAction):
    action_name = "action_greet"
    handler = staticmethod(greeting.greet)


class ActionGoodbye(DialogueAction):
    action_name = "action_goodbye"
    handler = staticmethod(courtesy.goodbye)


class ActionThank(DialogueAction):
    action_name = "action_thank"
    handler = staticmethod(courtesy.thanked)


class ActionBotChallenge(DialogueAction):
    action_name = "action_bot_challenge"
    handler = staticmethod(courtesy.is_a_robot)


class ActionHelp(DialogueAction):
    action_name = "action_help"
    handler = staticmethod(courtesy.what_it_can_do)


class ActionCollect(DialogueAction):
    action_name = "action_collect"
    handler = staticmethod(orientation.hear_project)


class ActionAffirm(DialogueAction):
    action_name = "action_affirm"
    handler = staticmethod(orientation.yes)


class ActionDeny(DialogueAction):
    action_name = "action_deny"
    handler = staticmethod(orientation.no)


class ActionUnsure(DialogueAction):
    action_name = "action_unsure"
    handler = staticmethod(orientation.does_not_know)


class ActionRestart(DialogueAction):
    """Takes the place of Rasa's own ``action_restart``, which the intent ``restart`` always calls."""

    action_name = "action_restart"
    handler = staticmethod(orientation.restart)


class ActionStop(DialogueAction):
    action_name = "action_stop"
    handler = staticmethod(greeting.stop)


class ActionResume(DialogueAction):
    action_name = "action_resume"
    handler = staticmethod(orientation.resume_turn)


class ActionDefineTerm(DialogueAction):
    action_name = "action_define_term"
    handler = staticmethod(asides.explaining(definitions.define_term))


class ActionAnswerLegal(DialogueAction):
    action_name = "action_answer_legal"
    handler = staticmethod(definitions.answer_legal)


class ActionPresentProgramme(DialogueAction):
    action_name = "action_present_programme"
    handler = staticmethod(catalogue.present_programme)


class ActionListProgrammes(DialogueAction):
    action_name = "action_list_programmes"
    handler = staticmethod(orientation.at_once(catalogue.list_programmes))


class ActionTellSuccession(DialogueAction):
    action_name = "action_tell_succession"
    handler = staticmethod(catalogue.tell_succession)


class ActionExplainMoney(DialogueAction):
    action_name = "action_explain_money"
    handler = staticmethod(guidance.explain_money)


class ActionExplainSteps(DialogueAction):
    action_name = "action_explain_steps"
    handler = staticmethod(guidance.explain_steps)


class ActionGiveLessons(DialogueAction):
    action_name = "action_give_lessons"
    handler = staticmethod(readiness.lessons)


class ActionShowExamples(DialogueAction):
    action_name = "action_show_examples"
    handler = staticmethod(guidance.show_examples)


class ActionPresentOrganisation(DialogueAction):
    action_name = "action_present_organisation"
    handler = staticmethod(contacts.present_organisation)


class ActionFindPartner(DialogueAction):
    action_name = "action_find_partner"
    handler = staticmethod(contacts.find_partner)


class ActionCallAPerson(DialogueAction):
    action_name = "action_call_a_person"
    handler = staticmethod(requests.ask_human)


class ActionComplaint(DialogueAction):
    action_name = "action_complaint"
    handler = staticmethod(repair.apologise)


class ActionDefaultFallback(DialogueAction):
    """Takes the place of Rasa's own ``action_default_fallback``, which would take the person's words back."""

    action_name = "action_default_fallback"
    handler = staticmethod(repair.clarify)


class ActionOutOfScope(DialogueAction):
    action_name = "action_out_of_scope"
    handler = staticmethod(repair.decline)


class ActionPrivacy(DialogueAction):
    action_name = "action_privacy"
    handler = staticmethod(privacy.answer)
